package crawler;

import static java.util.Map.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds what a page leads to, or needs to be shown: the attributes that {@code wget -r} follows.
 */
final class Links {
  private static final Map<String, List<String>> ATTRIBUTES =
      Map.ofEntries(
          entry("a", List.of("href")),
          entry("area", List.of("href")),
          entry("audio", List.of("src")),
          entry("body", List.of("background")),
          entry("embed", List.of("src")),
          entry("frame", List.of("src")),
          entry("iframe", List.of("src")),
          entry("img", List.of("src", "lowsrc")),
          entry("input", List.of("src")),
          entry("link", List.of("href")),
          entry("object", List.of("data")),
          entry("script", List.of("src")),
          entry("source", List.of("src")),
          entry("table", List.of("background")),
          entry("td", List.of("background")),
          entry("th", List.of("background")),
          entry("video", List.of("src", "poster")));

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern CSS =
      Pattern.compile("url\\(\\s*[\"']?(.*?)[\"']?\\s*\\)|@import\\s+[\"'](.*?)[\"']");

  private static final Pattern REFRESH = Pattern.compile("(?i)[^;]*;\\s*url=[\"']?(.*?)[\"']?");

  private final URI base;
  private final Set<URI> found = new LinkedHashSet<>();

  private Links(URI base) {
    this.base = base;
  }

  /** What an answer leads to, in its order, each once. */
  static List<URI> of(URI url, Response response) throws IOException {
    Links links;
    if (response.isOfType("text/html") || response.isOfType("application/xhtml+xml")) {
      Document document =
          Jsoup.parse(
              new ByteArrayInputStream(response.body()), response.charset(), url.toString());
      URI base = Urls.resolve(url, document.baseUri());
      links = new Links(base == null ? url : base);
      document.getAllElements().forEach(links::addElement);
    } else {
      links = new Links(url);
      if (response.isOfType("text/css")) {
        links.addCss(new String(response.body(), StandardCharsets.UTF_8));
      }
    }
    return new ArrayList<>(links.found);
  }

  private void addElement(Element element) {
    for (String attribute : ATTRIBUTES.getOrDefault(element.normalName(), List.of())) {
      if (element.hasAttr(attribute)) {
        add(element.attr(attribute));
      }
    }
    for (String candidate : element.attr("srcset").split(",", -1)) {
      if (!candidate.isBlank()) {
        add(candidate.strip().split("\\s+", 2)[0]);
      }
    }
    addCss(element.attr("style"));
    if (element.normalName().equals("style")) {
      addCss(element.data());
    }
    var refresh = REFRESH.matcher(element.attr("content"));
    if (element.attr("http-equiv").equalsIgnoreCase("refresh") && refresh.matches()) {
      add(refresh.group(1));
    }
  }

  private void addCss(String text) {
    var matcher = CSS.matcher(COMMENT.matcher(text).replaceAll(""));
    while (matcher.find()) {
      add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
  }

  private void add(String link) {
    URI url = Urls.resolve(base, link);
    if (url != null) {
      found.add(url);
    }
  }
}
