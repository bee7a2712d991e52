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
public final class CaseSources {
  /** The versions of Java that cases are written for, each with a folder, the oldest first. */
  private static final List<Integer> RELEASES = List.of(17, 21, 25);

  private CaseSources() {}

  /** The versions of Java that the running JDK can compile and run cases for. */
  public static List<Integer> releases() {
    int running = Runtime.version().feature();
    return RELEASES.stream().filter(release -> release <= running).toList();
  }

  /** The names of the classes with cases. */
  static Set<String> themes() {
    Set<String> themes = new TreeSet<>(Set.of(LargeCases.THEME));
    for (int release : releases()) {
      for (Path file : files(release)) {
        if (file.getParent().equals(folder(release))) {
          themes.add(theme(file));
        }
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
    for (int release : releases()) {
      Path file = folder(release).resolve(theme + ".java");
      if (Files.exists(file)) {
        return Files.readString(file);
      }
    }
    return LargeCases.source();
  }

  /** All source files for a version of Java, but the one that is generated. */
  public static List<Path> files(int release) {
    try (Stream<Path> files = Files.walk(folder(release))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(int release) {
    return path(CaseSources.class.getResource("/differential" + (release == 17 ? "" : release)));
  }

  /** The folder or jar that a URL names. */
  public static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
