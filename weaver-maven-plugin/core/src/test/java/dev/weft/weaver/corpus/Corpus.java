package dev.weft.weaver.corpus;

import dev.weft.weaver.ClassFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The jars of this JVM's class path as input of the weaver. Their classes are read as bytes. The
 * project's own are left out: those that run the woven code are loaded already.
 */
final class Corpus {
  private final List<Path> classPath;
  private final Predicate<String> chosen;

  private Corpus(List<Path> classPath, Predicate<String> chosen) {
    this.classPath = classPath;
    this.chosen = chosen;
  }

  /** All classes of all jars. */
  static Corpus whole() {
    return new Corpus(classPath(), name -> true);
  }

  /** One class in so many, the same ones each time. */
  static Corpus oneIn(int number) {
    return new Corpus(classPath(), name -> Math.floorMod(name.hashCode(), number) == 0);
  }

  private static List<Path> classPath() {
    String entries = System.getProperty("java.class.path");
    return Stream.of(entries.split(File.pathSeparator)).map(Path::of).toList();
  }

  /** Weaves everything; what came out, by jar. */
  Map<String, Tally> run(Pass pass) throws IOException {
    Map<String, Tally> tallies = new TreeMap<>();
    try (ClassFiles files = ClassFiles.of(classPath)) {
      for (Path entry : classPath) {
        String name = entry.getFileName().toString();
        if (name.endsWith(".jar") && !name.startsWith("weft-")) {
          tallies.put(name, JarRun.run(files, pass, entry, chosen));
        }
      }
    }
    return tallies;
  }
}
