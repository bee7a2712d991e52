package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import dev.weft.it.Seed;
import dev.weft.it.process.Command;
import dev.weft.it.process.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server in a process of its own that has said that it listens. */
final class ServerProcess implements AutoCloseable {
  private static final String LISTENING = "listening on ";
  private static final Pattern PORT = Pattern.compile(" on (\\d+)");

  private final Process process;
  private final BufferedReader output;
  private final String announcement;

  private ServerProcess(Process process, String part) throws IOException {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
    announcement = lineWith(part);
  }

  /** Starts a server of the examples, which prints the port that it has got. */
  static ServerProcess ofExample(Jdk jdk, String main, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                jdk.program("java").toString(),
                "-Xverify:all",
                "-Xmx256m",
                "-cp",
                Checkout.path(List.of(Checkout.runtime(), Seed.wovenByMaven(), Seed.libraries())),
                main));
    command.addAll(options);
    return start(command, LISTENING);
  }

  /**
   * Starts a server.
   *
   * @param command its command line
   * @param announcement what stands in the line by which it says that it listens
   */
  static ServerProcess start(List<String> command, String announcement) throws IOException {
    // A shell has what it runs in the background ignore INT, which may be this build.
    List<String> shielded = new ArrayList<>(List.of("env", "--default-signal=INT"));
    shielded.addAll(command);
    Process process = new ProcessBuilder(shielded).redirectErrorStream(true).start();
    try {
      return new ServerProcess(process, announcement);
    } catch (IOException | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private String lineWith(String part) throws IOException {
    List<String> before = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains(part)) {
        return line;
      }
      before.add(line);
    }
    throw new AssertionError("the server has ended without '" + part + "': " + before);
  }

  /** The port that it has printed, the first of several. */
  int port() {
    return ports().get(0);
  }

  /** All ports that it has printed. */
  List<Integer> ports() {
    return PORT.matcher(announcement).results().map(m -> Integer.valueOf(m.group(1))).toList();
  }

  long pid() {
    return process.pid();
  }

  /** Sends the signal INT, as Ctrl+C does. */
  void interrupt() {
    Command.of(Path.of("kill"), List.of("-INT", String.valueOf(pid()))).run().assertSuccess();
  }

  /** Waits for the end; returns what it has printed since it listens. */
  String assertExit(int code) throws IOException, InterruptedException {
    String rest = String.join("\n", output.lines().toList());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it has ended: %s", rest).isTrue();
    assertThat(process.exitValue()).as(rest).isEqualTo(code);
    return rest;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
