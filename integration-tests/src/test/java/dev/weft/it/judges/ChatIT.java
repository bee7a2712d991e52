package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chat server, judged by people who have {@code nc}. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChatIT {
  /** More than what the system keeps for somebody who doesn't read. */
  private static final int FLOOD = 12_000;

  private static final String FILLING = "x".repeat(900);

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  @TempDir Path directory;

  private final Judge nc = Judge.find("nc", "netcat-openbsd", "-h");

  private static ServerProcess server(Jdk jdk, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--port", "0"));
    all.addAll(List.of(options));
    return ServerProcess.ofExample(jdk, "chat.Chat", all);
  }

  private static List<String> at(ServerProcess server, String... options) {
    Stream<String> address = Stream.of("127.0.0.1", String.valueOf(server.port()));
    return Stream.concat(Stream.of(options), address).toList();
  }

  /** Somebody who sits at a terminal. */
  private Running connect(ServerProcess server) throws IOException {
    Running person = Running.start(nc, at(server));
    assertThat(person.lines(1).get(0)).startsWith("* welcome, you are guest-");
    return person;
  }

  private Running enter(ServerProcess server, String name) throws IOException {
    Running person = connect(server);
    person.type("/nick " + name);
    person.type("/join lobby");
    assertThat(person.lines(2)).containsExactly("* you are " + name, "* you are in lobby");
    return person;
  }

  private static Client control(ServerProcess server, String name) throws IOException {
    Client client = new Client(Client.local(server.port()));
    client.send("/nick " + name + "\n/join lobby\n");
    String unused = client.readTo("* you are in lobby\n");
    return client;
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void aConversation(Jdk jdk) throws IOException {
    try (ServerProcess server = server(jdk);
        Running anna = enter(server, "anna");
        Running bert = enter(server, "Bert")) {
      anna.type("hello");
      assertThat(anna.lines(2)).containsExactly("* Bert has joined lobby", "<anna> hello");
      bert.type("grüß dich\u0007");
      bert.type("/nick bert");
      assertThat(bert.lines(4))
          .containsExactly(
              "<anna> hello", "<Bert> grüß dich", "* you are bert", "* Bert is now bert");
      anna.type("/who");
      assertThat(anna.lines(3))
          .containsExactly("<Bert> grüß dich", "* Bert is now bert", "* here: anna, bert");
      bert.type("/join Garden");
      bert.type("alone");
      bert.type("/rooms");
      assertThat(bert.lines(3))
          .containsExactly("* you are in Garden", "<bert> alone", "* rooms: Garden (1), lobby (1)");
      bert.type("/leave");
      bert.type("/quit");
      assertThat(bert.lines(2)).containsExactly("* you have left Garden", "* goodbye");
      anna.type("/leave");
      anna.type("/rooms");
      assertThat(anna.lines(3))
          .containsExactly("* bert has left lobby", "* you have left lobby", "* rooms: ");
    }
    VERDICTS.record(
        nc,
        "nc 127.0.0.1 PORT",
        "two who talk, change names and rooms, ask who is there, and leave",
        "as typed, in order");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoTypesNonsenseIsToldWhatIsWrong(Jdk jdk) throws IOException {
    Path script = directory.resolve("script");
    String lines =
        String.join(
            "\n",
            "hello",
            "/nick anna",
            "/nick ANNA B",
            "/nick guest-7",
            "/nick",
            "/join a/b",
            "/nosuch thing",
            "x".repeat(100_000),
            "\u00ff\u00fe",
            "",
            "/join lobby",
            "/leave",
            "/leave",
            "/nick bert",
            "/join lobby",
            "the end");
    Files.writeString(script, lines, StandardCharsets.ISO_8859_1);
    try (ServerProcess server = server(jdk);
        Running anna = enter(server, "Anna")) {
      Execution run = nc.with(at(server, "-N")).reading(script).run().assertSuccess();
      assertThat(run.out().lines().skip(1).map(line -> line.replaceFirst("[,;:].*", "")))
          .containsExactly(
              "! you are in no room",
              "! somebody else is anna",
              "! a name has 1 to 20 letters",
              "! a name has 1 to 20 letters",
              "! a name has 1 to 20 letters",
              "! a room's name has 1 to 20 letters",
              "! there is no /nosuch",
              "! a line has at most 1000 bytes",
              "! a line is text in UTF-8",
              "* you are in lobby",
              "* you have left lobby",
              "! you are in no room",
              "* you are bert",
              "* you are in lobby",
              "<bert> the end");
      assertThat(anna.lines(5).get(4)).isEqualTo("* bert has left lobby");
    }
    VERDICTS.record(
        nc,
        "nc -N 127.0.0.1 PORT < SCRIPT",
        "names that are taken or bad, unknown commands, a line of 100,000 bytes, one that isn't"
            + " UTF-8: each is told of, and the rest goes on; the end of the input ends the"
            + " connection",
        "told, exit code 0");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoReadsSlowlyIsToldWhatIsMissed(Jdk jdk) throws IOException {
    try (ServerProcess server = server(jdk, "--write-seconds", "300", "--backlog", "16");
        Running slow = enter(server, "slow");
        Client speaker = control(server, "anna")) {
      assertThat(slow.lines(1)).containsExactly("* anna has joined lobby");
      slow.signal("STOP");
      flood(speaker);
      slow.signal("CONT");
      assertGapsAreTold(slow);
    }
    VERDICTS.record(
        nc,
        "kill -STOP NC; kill -CONT NC",
        "while somebody says "
            + FLOOD
            + " lines that fill all buffers: nobody waits; then it gets"
            + " the rest, with the exact number of those that it has missed",
        "each line came or was counted");
  }

  /** Says so many lines, and has read them all. */
  private static void flood(Client speaker) throws IOException {
    String all =
        IntStream.range(0, FLOOD)
            .mapToObj(i -> i + " " + FILLING + "\n")
            .collect(Collectors.joining());
    var sending = speaker.sendMeanwhile(all + "/who\n");
    String unused = speaker.readTo("* here: slow, anna\n");
    sending.join();
  }

  private static void assertGapsAreTold(Running slow) throws IOException {
    int next = 0;
    int missed = 0;
    while (next < FLOOD) {
      String[] words = slow.lines(1).get(0).split(" ", -1);
      if (words[0].equals("!")) {
        assertThat(words).startsWith("!", "you", "have", "missed").endsWith("lines");
        missed += Integer.parseInt(words[4]);
        next += Integer.parseInt(words[4]);
      } else {
        assertThat(words).containsExactly("<anna>", String.valueOf(next++), FILLING);
      }
    }
    assertThat(missed).isPositive();
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoDoesntReadAtAllIsDisconnected(Jdk jdk) throws IOException {
    try (ServerProcess server = server(jdk, "--write-seconds", "1");
        Running slow = enter(server, "slow");
        Client speaker = control(server, "anna")) {
      slow.signal("STOP");
      flood(speaker);
      speaker.send("/who\n");
      while (!speaker.readTo("\n").endsWith("* here: anna\n")) {
        speaker.send("/who\n");
      }
    }
    VERDICTS.record(
        nc,
        "kill -STOP NC",
        "under the same flood, with --write-seconds 1: it is disconnected, and has left its room",
        "gone");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoIsOneTooManyIsToldSo(Jdk jdk) throws IOException {
    try (ServerProcess server = server(jdk, "--max-connections", "1");
        Running only = connect(server)) {
      Execution refused = nc.with(at(server, "-d")).run().assertSuccess();
      assertThat(refused.out()).isEqualTo("! the server is full\n");
      only.endInput();
    }
    VERDICTS.record(
        nc, "nc -d 127.0.0.1 PORT", "one too many for --max-connections 1", "! the server is full");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoSaysNothingForTooLongIsDisconnected(Jdk jdk) throws IOException {
    try (ServerProcess server = server(jdk, "--idle-seconds", "1")) {
      Execution idle = nc.with(at(server, "-d")).run().assertSuccess();
      assertThat(idle.out().lines().skip(1))
          .containsExactly("! you have said nothing for too long");
    }
    VERDICTS.record(
        nc,
        "nc -d 127.0.0.1 PORT",
        "it says nothing to a server with --idle-seconds 1",
        "! you have said nothing for too long");
  }

  /** A connection that is reset would fail the read. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void anInterruptEndsTheServerInGoodOrder(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = server(jdk);
        Running anna = enter(server, "anna");
        Running bert = enter(server, "bert");
        Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(anna.lines(1)).containsExactly("* bert has joined lobby");
      raw.getOutputStream().write("/stats\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
      server.interrupt();
      assertThat(bert.lines(1)).containsExactly("* the server stops");
      bert.endInput();
      assertThat(new String(raw.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .endsWith("* the server stops\n");
      anna.endInput();
      assertThat(anna.rest()).endsWith("* the server stops");
      assertThat(server.assertExit(0)).endsWith("stopped");
    }
    VERDICTS.record(
        nc,
        "kill -INT SERVER",
        "everybody gets a last line and the end of the connection, and the server ends by itself",
        "exit code 0");
  }
}
