package dev.weft.it.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a directory at one moment.
 *
 * @param files by their path in the directory
 */
record ClassTree(Map<String, State> files) {
  /**
   * A file.
   *
   * @param content each byte as a character, so that a difference can be read in a message
   * @param modified when it was written
   */
  record State(String content, FileTime modified) {}

  static ClassTree of(Path directory) {
    Map<String, State> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        found.put(name, state(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClassTree(found);
  }

  private static State state(Path file) throws IOException {
    String content = java.util.HexFormat.of().formatHex(Files.readAllBytes(file));
    return new State(content, Files.getLastModifiedTime(file));
  }

  Set<String> names() {
    return files.keySet();
  }

  /** The files that are not the same, or were written again, in the later state. */
  Set<String> changedUntil(ClassTree later) {
    Set<String> changed = new TreeSet<>(files.keySet());
    changed.addAll(later.files.keySet());
    changed.removeIf(name -> java.util.Objects.equals(files.get(name), later.files.get(name)));
    return changed;
  }

  /** The contents alone, for builds at different times. */
  Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    files.forEach((name, state) -> contents.put(name, state.content()));
    return contents;
  }
}
