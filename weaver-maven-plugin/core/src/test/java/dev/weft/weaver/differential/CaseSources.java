package dev.weft.weaver.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The source files of the cases, one a theme, and of the classes that the cases use. */
final class CaseSources {
  private static final Path FOLDER = path(CaseSources.class.getResource("/differential"));

  private CaseSources() {}

  /** The names of the classes with cases. */
  static Set<String> themes() {
    Set<String> themes = new TreeSet<>(Set.of(LargeCases.THEME));
    for (Path file : files()) {
      if (file.getParent().equals(FOLDER)) {
        themes.add(theme(file));
      }
    }
    return themes;
  }

  /** The theme of a source file. */
  static String theme(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  /** The source of a theme. */
  static String of(String theme) throws IOException {
    return theme.equals(LargeCases.THEME)
        ? LargeCases.source()
        : Files.readString(FOLDER.resolve(theme + ".java"));
  }

  /** All source files but the one that is generated. */
  static List<Path> files() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder or jar that a URL names. */
  static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
