package dev.weft.it.judges;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A site at random: pages and other files in directories, and links among them in all spellings.
 * Names go through URIs, so that they are UTF-8 whatever the charset of this JVM is.
 */
final class RandomSite {
  private static final int PAGES = 50;
  private static final int REDIRECTS = 8;

  /** Longer than a crawl goes. */
  private static final int CHAIN = 8;

  private static final List<String> DIRECTORIES =
      List.of("/", "/a/", "/a/b/", "/c%20d/", "/gr%C3%BC%C3%9F/", "/private/", "/private/open/");

  private static final List<String> NAMES =
      List.of("page", "sp%20ace", "caf%C3%A9", "til~de", "un-der_score", "semi;colon", "plus+x");

  private static final List<String> OTHERS =
      List.of("i.png", "text.txt", "data.bin", "script.js", "%E6%97%A5.png");

  private final Random random;
  private final Path root;
  private final List<String> pages = new ArrayList<>();
  private final List<String> sheets = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  RandomSite(long seed, Path root) throws IOException {
    this.root = root;
    random = new Random(seed);
    for (String directory : DIRECTORIES) {
      pages.add(directory + "index.html");
      sheets.add(directory + "style.css");
      OTHERS.forEach(each -> others.add(directory + each));
    }
    while (pages.size() < PAGES) {
      pages.add(pick(DIRECTORIES) + pick(NAMES) + pages.size() + ".html");
    }
    writeAll();
  }

  private void writeAll() throws IOException {
    for (String path : pages) {
      write(path, page(path));
    }
    for (String path : sheets) {
      write(path, sheet(path));
    }
    for (String path : others) {
      write(path, other());
    }
    for (int i = 0; i < CHAIN; i++) {
      write("/chain" + i + ".html", "<a href=chain" + (i + 1) + ".html>on</a>");
    }
    write(
        "/robots.txt",
        """
        User-agent: somebody-else
        Disallow: /
        User-agent: *
        Allow: /private/open/
        Disallow: /private/
        Crawl-delay: 0
        """);
  }

  /** Where the file of a path is. */
  private Path file(String path) {
    return Path.of(URI.create(root.toUri() + path.substring(1)));
  }

  private void write(String path, String content) throws IOException {
    Path file = file(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Rules for nginx: redirects, some in a row, some in a circle, and to wherever. */
  String redirects() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < REDIRECTS; i++) {
      String target = i % 3 == 2 ? "/redirect" + (i - 1) : publicPath();
      rules.append(
          "location = /redirect%d { return %d \"%s\"; }%n".formatted(i, 301 + i % 2, target));
    }
    return rules
        + "location = /circle0 { return 302 /circle1; }\n"
        + "location = /circle1 { return 302 /circle0; }\n";
  }

  /** wget would follow a redirect to what isn't allowed. */
  private String publicPath() {
    String path = target();
    while (path.startsWith("/private/")) {
      path = target();
    }
    return path;
  }

  /** What a link may lead to. wget looks into style sheets only if they are linked as such. */
  private String target() {
    return pick(random.nextInt(4) == 0 ? others : pages);
  }

  private String sheet(String path) {
    return "/* url(/comment.png) */\n@import \"%s\";\na { background: url('%s') }\n"
        .formatted(spelled(path, pick(sheets)), spelled(path, pick(others)));
  }

  /** Nobody is to look for links here. */
  private String other() {
    return "<a href=/missing-" + random.nextInt() + ".html>" + "x".repeat(random.nextInt(5000));
  }

  private String page(String path) {
    boolean isIndex = path.endsWith("/index.html");
    String base = random.nextInt(5) == 0 && !isIndex ? pick(DIRECTORIES) : null;
    StringBuilder html = new StringBuilder("<!DOCTYPE html><html><head><title>x</title>");
    html.append(base == null ? "" : "<base href=\"" + base + "\">").append("</head><body>\n");
    String from = base == null ? path : base;
    int links = isIndex ? 15 : random.nextInt(6);
    for (int i = 0; i < links; i++) {
      html.append(element(from)).append('\n');
    }
    OTHERS.forEach(each -> html.append(isIndex ? "<a href=" + each + ">file</a>\n" : ""));
    html.append(path.equals("/index.html") ? "<a href=/chain0.html>on and on</a>\n" : "");
    return html.append("</body></html>\n").toString();
  }

  private String element(String from) {
    return switch (random.nextInt(14)) {
      case 0 -> "<img src=\"" + link(from, others) + "\">";
      case 1 -> "<iframe src='" + link(from, pages) + "'></iframe>";
      case 2 -> "<script src=\"" + link(from, others) + "\"></script>";
      case 3 -> "<p style=\"background: url('" + withoutQuery(from) + "')\">x</p>";
      case 4 -> "<link rel=stylesheet href=\"" + link(from, sheets) + "\">";
      case 5 -> "<a href=\"/redirect" + random.nextInt(REDIRECTS) + "\">elsewhere</a>";
      case 6 -> "<a href=\"/missing/" + random.nextInt(9) + "\">gone</a><a href=/circle0>o</a>";
      case 7 -> "<a href=\"http://localhost:1/other.html\">other</a><a href=mailto:x@y>mail</a>";
      case 8 -> "<!-- <a href=\"/comment.html\"> --><a name=x></a><a href=\"#x\">up</a>";
      case 9 -> "<a href=\"" + pick(List.of("/a", "/a/b", "/a/../a/", "/chain1.html")) + "\">d</a>";
      case 10 -> "<a href=\"" + link(from, others) + "\">file</a>";
      default -> "<a href=\"" + link(from, pages) + "\">on</a>";
    };
  }

  /** In a style, wget takes no entity for what it means. */
  private String withoutQuery(String from) {
    return link(from, others).replaceFirst("\\?.*", "");
  }

  private String link(String from, List<String> targets) {
    return spelled(from, pick(targets)).replace("&", "&amp;");
  }

  /** A link, in one of its spellings. */
  private String spelled(String from, String to) {
    String suffix =
        switch (random.nextInt(8)) {
          case 0 -> "#part";
          case 1 -> "?q=" + random.nextInt(2) + "&r=%2Fx";
          default -> "";
        };
    String path = to.endsWith("/index.html") && random.nextBoolean() ? parent(to) : to;
    return switch (random.nextInt(6)) {
          case 0 -> relative(from, path);
          case 1 -> "/a/../nowhere/./.." + path;
          case 2 -> path.replace("e", "%65").replace("~", "%7e");
          case 3 -> decoded(path);
          case 4 -> "/../.." + path;
          default -> path;
        }
        + suffix;
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String relative(String from, String to) {
    long up = parent(from).chars().filter(c -> c == '/').count() - 1;
    return "./" + "../".repeat((int) up) + to.substring(1);
  }

  /** With the characters themselves, which whoever reads a page has to escape. */
  private static String decoded(String path) {
    return URI.create(path).getPath();
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
