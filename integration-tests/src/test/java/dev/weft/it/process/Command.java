package dev.weft.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program with its arguments, run to its end in a process of its own. */
public final class Command {
  /** Only ends what hangs: nothing here takes so long, however slow the machine. */
  private static final long LIMIT_MINUTES = 5;

  /** They change what a JVM or Maven does or prints. */
  private static final List<String> DROPPED_VARIABLES =
      List.of(
          "CLASSPATH",
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "JDK_JAVAC_OPTIONS",
          "MAVEN_ARGS",
          "MAVEN_OPTS",
          "_JAVA_OPTIONS");

  private final List<String> words;
  private final ProcessBuilder builder;

  private Command(List<String> words) {
    this.words = words;
    this.builder = new ProcessBuilder(words);
    builder.environment().keySet().removeAll(DROPPED_VARIABLES);
    builder.redirectInput(ProcessBuilder.Redirect.from(nullDevice()));
  }

  /** A program with its first arguments. */
  public static Command of(Path program, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(arguments);
    return new Command(words);
  }

  /** Runs in this directory. */
  public Command in(Path directory) {
    builder.directory(directory.toFile());
    return this;
  }

  /** Adds to the environment. */
  public Command with(Map<String, String> environment) {
    builder.environment().putAll(environment);
    return this;
  }

  /** Runs the program. */
  public Execution run() {
    try {
      Path out = Files.createTempFile("weft-it", ".out");
      Path err = Files.createTempFile("weft-it", ".err");
      try {
        int exitCode = waitFor(builder.redirectOutput(out.toFile()).redirectError(err.toFile()));
        return new Execution(String.join(" ", words), exitCode, text(out), text(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int waitFor(ProcessBuilder ready) throws IOException {
    Process process = ready.start();
    try {
      if (process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      throw new AssertionError("Still running after " + LIMIT_MINUTES + " minutes: " + words);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for " + words, e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static java.io.File nullDevice() {
    return new java.io.File(isWindows() ? "NUL" : "/dev/null");
  }

  /** Whether scripts end in {@code .cmd} here. */
  public static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
