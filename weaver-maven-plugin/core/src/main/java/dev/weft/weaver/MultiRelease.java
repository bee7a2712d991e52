package dev.weft.weaver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The directories of a multi-release jar. A class in one of them meets the classes of its release
 * first, then those of older releases, and at last those for all.
 */
final class MultiRelease {
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,4})/.*");

  /** The JVM ignores older ones. */
  private static final int FIRST = 9;

  private MultiRelease() {}

  /**
   * Where a class is looked up before it is looked up among the classes for all releases.
   *
   * @param directory the classes for all releases
   * @param name the place of the class that mentions it, below that directory
   * @return directories, the newest release first; none for a class for all releases
   */
  static List<Path> roots(Path directory, String name) {
    Matcher versioned = VERSIONED.matcher(name);
    if (!versioned.matches()) {
      return List.of();
    }
    int release = Integer.parseInt(versioned.group(1));
    Path versions = directory.resolve("META-INF").resolve("versions");
    return IntStream.rangeClosed(0, release - FIRST)
        .mapToObj(older -> versions.resolve(String.valueOf(release - older)))
        .filter(Files::isDirectory)
        .toList();
  }
}
