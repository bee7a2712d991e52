package dev.weft.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The frame classes and companions that earlier compilations have left. Those of a class that has
 * become plain are to be deleted, and nothing in the class itself tells that they exist.
 */
final class OldFrames {
  /** The frames of overloads have numbers. */
  private static final Pattern GENERATED = Pattern.compile(".+\\$(Frame\\d*|Woven)\\.class");

  private final Map<Path, List<String>> byDirectory = new HashMap<>();

  /**
   * Lists a directory when it is first asked for, which is to be before anything is woven there.
   */
  void look(Path directory) throws IOException {
    if (!byDirectory.containsKey(directory)) {
      byDirectory.put(directory, list(directory));
    }
  }

  private static List<String> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> GENERATED.matcher(name).matches())
          .toList();
    }
  }

  /** Whether a top-level class or one nested in it had frames. */
  boolean existFor(ClassFile topLevel) {
    String prefix = topLevel.simpleName() + "$";
    return byDirectory.getOrDefault(topLevel.directory(), List.of()).stream()
        .anyMatch(name -> name.startsWith(prefix));
  }
}
