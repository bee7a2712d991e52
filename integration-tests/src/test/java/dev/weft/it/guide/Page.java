package dev.weft.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the guide.
 *
 * @param file its file
 * @param text what stands in it
 */
public record Page(Path file, String text) {
  private static final Path DIRECTORY = Checkout.root().resolve("docs/guide");

  private static final Pattern LINK_OR_CODE =
      Pattern.compile("]\\((\\S+\\.java)\\)|```java\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern OUTPUT =
      Pattern.compile("(?ms)^`(\\w+)` prints:\\n\\n```text\\n(.*?)```");

  /**
   * What a page shows of a source file.
   *
   * @param source the file
   * @param code the part of it
   */
  record Excerpt(Path source, String code) {}

  /** All of them, the index too. */
  static List<Page> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().map(Page::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page in the file of a name. */
  public static Page named(String name) {
    return of(DIRECTORY.resolve(name));
  }

  private static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of its file. */
  String name() {
    return file.getFileName().toString();
  }

  /** What it shows in Java, each of the source file that it has linked last before. */
  List<Excerpt> excerpts() {
    Path source = file;
    List<Excerpt> excerpts = new ArrayList<>();
    for (MatchResult found : LINK_OR_CODE.matcher(text).results().toList()) {
      if (found.group(1) != null) {
        source = file.resolveSibling(found.group(1)).normalize();
      } else {
        excerpts.add(new Excerpt(source, found.group(2)));
      }
    }
    return excerpts;
  }

  /** The programs whose output it shows. */
  Stream<Program> programs() {
    return OUTPUT.matcher(text).results().map(found -> new Program(found.group(1), found.group(2)));
  }

  /** What stands below a heading of the second level. */
  public String section(String heading) {
    Matcher section = Pattern.compile("(?ms)^## " + heading + "\\n(.*?)(?=^## |\\z)").matcher(text);
    assertThat(section.find()).as(heading).isTrue();
    return section.group(1);
  }

  @Override
  public String toString() {
    return name();
  }
}
