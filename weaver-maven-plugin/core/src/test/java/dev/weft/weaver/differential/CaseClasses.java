package dev.weft.weaver.differential;

import dev.weft.Future;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The compiled cases in a folder of their own, which goes away when this is closed.
 *
 * @param folder holds the class files
 */
record CaseClasses(Path folder) implements AutoCloseable {
  /** Has a compiler compile all cases. */
  static CaseClasses compile(Compiler compiler) throws IOException {
    CaseClasses classes = new CaseClasses(Files.createTempDirectory("differential"));
    for (int release : CaseSources.releases()) {
      classes.compile(compiler, release);
    }
    return classes;
  }

  private void compile(Compiler compiler, int release) throws IOException {
    compiler.compile(
        sources(compiler, release),
        compiler.options(release, folder.toString(), joined(weavePath())));
  }

  private List<Path> sources(Compiler compiler, int release) throws IOException {
    List<Path> sources = new ArrayList<>(CaseSources.files(release));
    sources.removeIf(file -> !compiler.understands(CaseSources.theme(file)));
    if (release == CaseSources.releases().get(0)) {
      Path generated = folder.resolve(LargeCases.THEME + ".java");
      sources.add(Files.writeString(generated, LargeCases.source()));
    }
    return sources;
  }

  private static List<Path> compilePath() {
    return Stream.of(Future.class, Probe.class)
        .map(type -> CaseSources.path(type.getProtectionDomain().getCodeSource().getLocation()))
        .toList();
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** What the weaver is told that the classes see. */
  List<Path> weavePath() {
    List<Path> path = new ArrayList<>(compilePath());
    path.add(folder);
    return path;
  }

  /** The class files by binary name. */
  Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> classFiles = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = folder.relativize(file).toString().replace(".class", "");
        classFiles.put(name.replace(File.separatorChar, '.'), Files.readAllBytes(file));
      }
    }
    return classFiles;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
