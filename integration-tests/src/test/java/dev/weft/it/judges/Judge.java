package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that others have written, which a server has to please, or to be like.
 *
 * @param file where it is on this machine
 * @param version what it says of itself
 */
record Judge(Path file, String version) {
  /** Finds a program. A machine that doesn't have it fails the test. */
  static Judge find(String program, String debianPackage) {
    return find(program, debianPackage, "--version");
  }

  /** Finds a program that has another option for its version. */
  static Judge find(String program, String debianPackage, String versionOption) {
    Path file = locate(program, debianPackage);
    Execution told = Command.of(file, List.of(versionOption)).run();
    return new Judge(file, (told.out() + told.err()).lines().findFirst().orElse("?").strip());
  }

  private static Path locate(String program, String debianPackage) {
    List<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, program))
            .filter(Files::isExecutable)
            .toList();
    assertThat(found)
        .as(
            "%s is on the PATH; install it (apt-get install %s), the test needs it",
            program, debianPackage)
        .isNotEmpty();
    return found.get(0);
  }

  /** What is typed to call it. */
  String name() {
    return file.getFileName().toString();
  }

  /** The program with arguments, to be run. */
  Command with(List<String> arguments) {
    return Command.of(file, arguments);
  }
}
