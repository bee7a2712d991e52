package dev.weft.it.maven;

import dev.weft.it.Checkout;
import dev.weft.it.Seed;
import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A fresh copy of a project of {@code src/it/projects}, and Maven to build it. */
final class Project {
  private static final Path SOURCES = Checkout.root().resolve("integration-tests/src/it/projects");

  /** Options for the JVM of a build: they are short, and starting fast is all that counts. */
  static final String STARTS_FAST = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private static final Versions VERSIONS = Versions.ofParentPom();

  private final Path directory;
  private final Path mavenHome;

  private Project(Path directory, Path mavenHome) {
    this.directory = directory;
    this.mavenHome = mavenHome;
  }

  /** Copies a project; a test that needs two copies names them. */
  static Project copyOf(String name, String copy) {
    Path directory = Checkout.scratch().resolve("projects").resolve(copy);
    try {
      delete(directory);
      copy(SOURCES.resolve(name), directory);
      // Maven looks for it upwards: without it these builds had the options of the outer one.
      Files.createDirectories(directory.resolve(".mvn"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Project(directory, Path.of(Checkout.property("maven.home")));
  }

  static Project copyOf(String name) {
    return copyOf(name, name);
  }

  /** The same project, built by another Maven than the one that runs these tests. */
  Project builtBy(Path otherMaven) {
    return new Project(directory, otherMaven);
  }

  /** Adds the seed programs to its sources. */
  void addSeeds() throws IOException {
    Path sources = Files.createDirectories(file("src/main/java"));
    for (Seed seed : Seed.all()) {
      Files.copy(seed.source(), sources.resolve(seed.source().getFileName()));
    }
  }

  /** A file of the project. */
  Path file(String path) {
    return directory.resolve(path);
  }

  /** What stands in the directory that classes are compiled to. */
  ClassTree classes() {
    return ClassTree.of(file("target/classes"));
  }

  /** Runs Maven. */
  MavenLog maven(String... arguments) {
    ScratchRepository repository = ScratchRepository.instance();
    List<String> all = new ArrayList<>(List.of("-B", "-e", "-ntp"));
    all.addAll(List.of("-s", repository.settings().toString()));
    all.addAll(List.of("-gs", repository.settings().toString()));
    all.addAll(List.of(arguments));
    Execution done = Command.of(program(), all).in(directory).with(environment()).run();
    return new MavenLog(done);
  }

  private Path program() {
    return mavenHome.resolve("bin").resolve(Command.isWindows() ? "mvn.cmd" : "mvn");
  }

  private static Map<String, String> environment() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"), "MAVEN_OPTS", STARTS_FAST);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(target, VERSIONS.fillIn(Files.readString(file)));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
