package dev.weft.it.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param feature its feature version, such as 17
 * @param home its directory
 */
public record Jdk(int feature, Path home) {
  /** Runs {@code java} with every class verified. */
  public Execution java(List<String> arguments) {
    return program(arguments).run();
  }

  /** {@code java} with every class verified, to be run. */
  public Command program(List<String> arguments) {
    return Command.of(
        program("java"), Stream.concat(Stream.of("-Xverify:all"), arguments.stream()).toList());
  }

  /** Runs {@code javac}. */
  public Execution javac(List<String> arguments) {
    return Command.of(program("javac"), arguments).run();
  }

  /** The file of one of its tools. */
  public Path program(String tool) {
    return home.resolve("bin").resolve(tool);
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
