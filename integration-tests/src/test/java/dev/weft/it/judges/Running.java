package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A judge that runs beside the test, and whose lines are looked at as they come. */
final class Running implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;

  private Running(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  static Running start(Judge judge, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(judge.file().toString()));
    command.addAll(arguments);
    return new Running(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Types a line. */
  void type(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  /** Types nothing more. */
  void endInput() throws IOException {
    input.close();
  }

  /** Sends it a signal, such as STOP. */
  void signal(String name) {
    Command.of(Path.of("kill"), List.of("-" + name, "" + process.pid())).run().assertSuccess();
  }

  /** Its next lines. */
  List<String> lines(int count) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String line = output.readLine();
      assertThat(line).as("a line behind %s", lines).isNotNull();
      lines.add(line);
    }
    return lines;
  }

  /** All its lines, when it has ended. */
  String rest() {
    return String.join("\n", output.lines().toList());
  }

  /** Ends it after a time, or lets it end by itself before. */
  void endAfter(long span, TimeUnit unit) throws InterruptedException {
    if (!process.waitFor(span, unit)) {
      kill();
    }
  }

  /** Ends it at once. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    int unused = process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
