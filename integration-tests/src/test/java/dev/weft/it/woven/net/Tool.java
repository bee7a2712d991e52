package dev.weft.it.woven.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that others have written, and that has to be on the machine. */
final class Tool implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private Tool(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a program. A machine that doesn't have it fails the test. */
  static Tool start(String program, Object... arguments) throws IOException {
    assertThat(isThere(program))
        .as(
            "%s is on the PATH; install it (apt-get install %s), the test needs it",
            program, program)
        .isTrue();
    List<String> command = new ArrayList<>(List.of(program));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return new Tool(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private static boolean isThere(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** Its next line; fails at the end. */
  String line() throws IOException {
    String line = output.readLine();
    assertThat(line).as("a line of the tool, which has ended").isNotNull();
    return line;
  }

  /** Its lines up to one that contains something. */
  List<String> linesTo(String part) throws IOException {
    List<String> lines = new ArrayList<>();
    do {
      String line = output.readLine();
      assertThat(line).as("a line with '%s' behind %s", part, lines).isNotNull();
      lines.add(line);
    } while (!lines.get(lines.size() - 1).contains(part));
    return lines;
  }

  void type(String text) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write(text.getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** The rest of its output, when it has ended. */
  String rest() throws IOException {
    StringBuilder rest = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      rest.append(line).append('\n');
    }
    return rest.toString();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
