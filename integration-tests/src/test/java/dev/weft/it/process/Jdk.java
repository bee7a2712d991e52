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
  /**
   * Without the compiler that costs most: these programs end before it is of use. Tests that run
   * for longer, such as the judges, start their JVMs by themselves.
   */
  private static final String STARTS_FAST = "-XX:TieredStopAtLevel=1";

  /** Runs {@code java} with every class verified. */
  public Execution java(List<String> arguments) {
    return program(arguments).run();
  }

  /** {@code java} with every class verified, to be run. */
  public Command program(List<String> arguments) {
    return Command.of(program("java"), with(List.of("-Xverify:all", STARTS_FAST), arguments));
  }

  /** Runs {@code javac}. */
  public Execution javac(List<String> arguments) {
    return Command.of(program("javac"), with(List.of("-J" + STARTS_FAST), arguments)).run();
  }

  private static List<String> with(List<String> options, List<String> arguments) {
    return Stream.concat(options.stream(), arguments.stream()).toList();
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
