package dev.weft.processor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** The source files that the tests compile. */
final class Resources {
  private static final Path ROOT = Path.of("src", "test", "resources");

  private Resources() {}

  /** The programs of the project's examples: a file, or all files of a package. */
  static Collection<List<Path>> examples() {
    Path root = Path.of("..", "examples", "src", "main", "java");
    return files(root, ".java").stream()
        .collect(
            groupingBy(
                file -> root.equals(file.getParent()) ? file : file.getParent(),
                TreeMap::new,
                toList()))
        .values();
  }

  /** The files under a folder with a suffix, in a stable order. */
  static List<Path> files(String folder, String suffix) {
    return files(ROOT.resolve(folder), suffix);
  }

  private static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().collect(toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JavaFileObject source(Path file) {
    try {
      return JavaFileObjects.forResource(file.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
