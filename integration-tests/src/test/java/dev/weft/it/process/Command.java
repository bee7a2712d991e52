package dev.weft.it.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

  /** The line after which the program is interrupted; null if it isn't. */
  private @Nullable String interruptAfter;

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

  /** Reads a file as its standard input. */
  public Command reading(Path file) {
    builder.redirectInput(file.toFile());
    return this;
  }

  /**
   * Sends the program the signal INT, as Ctrl+C does, when it has printed a line. A shell ignores
   * that signal for what it runs in the background, which may be this build.
   */
  public Command interruptAfter(String line) {
    interruptAfter = line;
    List<String> shielded = new ArrayList<>(List.of("env", "--default-signal=INT"));
    shielded.addAll(words);
    builder.command(shielded);
    return this;
  }

  /** Runs the program. */
  public Execution run() {
    try {
      Path out = Files.createTempFile("weft-it", ".out");
      Path err = Files.createTempFile("weft-it", ".err");
      try {
        builder.redirectError(err.toFile());
        int exitCode =
            interruptAfter == null
                ? waitFor(builder.redirectOutput(out.toFile()).start())
                : waitFor(interrupted(builder.start(), interruptAfter, out));
        return new Execution(String.join(" ", words), exitCode, text(out), text(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies what a process prints, and interrupts it in between. */
  private static Process interrupted(Process process, String after, Path out) throws IOException {
    try (BufferedReader printed = process.inputReader(StandardCharsets.UTF_8);
        PrintStream copy =
            new PrintStream(Files.newOutputStream(out), true, StandardCharsets.UTF_8)) {
      for (String line = printed.readLine(); line != null; line = printed.readLine()) {
        copy.print(line + "\n");
        if (line.equals(after)) {
          Command.of(Path.of("kill"), List.of("-INT", String.valueOf(process.pid())))
              .run()
              .assertSuccess();
        }
      }
    }
    return process;
  }

  private int waitFor(Process process) {
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
