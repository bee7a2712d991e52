package dev.weft.it.woven.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.io.BufReader;
import dev.weft.io.BufWriter;
import dev.weft.it.woven.Runtimes;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpStream;
import dev.weft.net.TlsAcceptor;
import dev.weft.net.TlsConnector;
import dev.weft.net.TlsStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS over sockets, with OpenSSL and curl at the other end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsToolsTest {
  private static final String HERE = "127.0.0.1";

  @TempDir private static Path directory;

  private static Certificates certificates;
  private static String certificate;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = Certificates.of(directory, "dns:example.test", "ip:127.0.0.1");
    certificate = certificates.certificateFile().toString();
  }

  private static TlsAcceptor acceptor() {
    return TlsAcceptor.of(certificates.context()).withApplicationProtocols("h2", "http/1.1");
  }

  static Stream<Arguments> versionsOnRuntimes() {
    return Stream.of(Runtimes.CURRENT_THREAD, Runtimes.FOUR_WORKERS, Runtimes.ON_EXECUTOR)
        .flatMap(
            runtimes -> Stream.of("tls1_2", "tls1_3").map(each -> Arguments.of(runtimes, each)));
  }

  /** Answers each line with the same in capitals, until the client ends it. */
  @Async
  private static Future<String> shout(TcpListener listener) throws IOException {
    TcpStream tcp = await(listener.accept());
    TlsStream tls = await(acceptor().accept(tcp));
    BufReader reader = new BufReader(tls);
    for (String line : each(reader.lines(), IOException.class)) {
      await(tls.writeAll((line.toUpperCase(Locale.ROOT) + "\n").getBytes(UTF_8)));
    }
    String protocol = String.valueOf(tls.applicationProtocol());
    await(tls.closeAsync());
    return ready(protocol);
  }

  @ParameterizedTest
  @MethodSource("versionsOnRuntimes")
  void aClientOfOpenSsl(Runtimes runtimes, String version) throws Exception {
    runtimes.run(
        () -> {
          try (TcpListener listener = await(TcpListener.bind(HERE, 0))) {
            JoinHandle<String> server = spawn(shout(listener));
            int port = listener.localAddress().getPort();
            List<String> lines = await(spawnBlocking(() -> talk(port, version)));
            assertThat(lines).containsExactly("HELLO", "WORLD", "DONE\n");
            assertThat(await(server)).isEqualTo("http/1.1");
          }
          return "";
        });
  }

  private static Tool client(int port, Object... more) throws IOException {
    Object[] common = {
      "s_client",
      "-connect",
      HERE + ":" + port,
      "-CAfile",
      certificate,
      "-verify_return_error",
      "-servername",
      "example.test",
      "-verify_hostname",
      "example.test",
      "-alpn",
      "x,http/1.1"
    };
    return Tool.start("openssl", Stream.concat(Stream.of(common), Stream.of(more)).toArray());
  }

  /** It says goodbye by close_notify when its input ends, and waits for ours. */
  private static List<String> talk(int port, String version) throws Exception {
    try (Tool client = client(port, "-" + version, "-quiet", "-no_ign_eof")) {
      client.type("hello\n");
      String first = lineWithoutNoise(client);
      client.type("world\n");
      String second = client.line();
      client.endInput();
      String rest = client.rest();
      assertThat(client.exitCode()).isZero();
      return List.of(first, second, rest);
    }
  }

  /** OpenSSL tells of the certificates first. */
  private static String lineWithoutNoise(Tool tool) throws IOException {
    String line = tool.line();
    while (line.startsWith("depth=") || line.startsWith("verify ")) {
      line = tool.line();
    }
    return line;
  }

  /** The peer renews its keys and asks for the same. */
  @ParameterizedTest
  @EnumSource(
      value = Runtimes.class,
      names = {"CURRENT_THREAD", "FOUR_WORKERS"})
  void keysThatAreRenewedAreFollowed(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (TcpListener listener = await(TcpListener.bind(HERE, 0))) {
            JoinHandle<String> server = spawn(shout(listener));
            int port = listener.localAddress().getPort();
            String last = await(spawnBlocking(() -> renew(port)));
            assertThat(last).isEqualTo("AFTER");
            await(server);
          }
          return "";
        });
  }

  private static String renew(int port) throws Exception {
    try (Tool client = client(port, "-tls1_3", "-msg")) {
      client.type("before\n");
      client.linesTo("BEFORE");
      client.type("K\n");
      client.linesTo("KEYUPDATE");
      client.type("after\n");
      List<String> lines = client.linesTo("AFTER");
      assertThat(lines)
          .as("ours are renewed, too")
          .anyMatch(line -> line.startsWith("<<<") && line.contains("KeyUpdate"));
      client.endInput();
      assertThat(client.rest()).contains("DONE");
      return lines.get(lines.size() - 1);
    }
  }

  /** A server that sends each line back in reverse. */
  @ParameterizedTest
  @MethodSource("versionsOnRuntimes")
  void aServerOfOpenSsl(Runtimes runtimes, String version) throws Exception {
    try (Tool server =
        Tool.start(
            "openssl",
            "s_server",
            "-accept",
            HERE + ":0",
            "-cert",
            certificate,
            "-key",
            certificates.keyFile(),
            "-" + version,
            "-rev",
            "-alpn",
            "http/1.1")) {
      List<String> lines = server.linesTo("ACCEPT");
      String address = lines.get(lines.size() - 1);
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1).trim());
      TlsConnector connector =
          TlsConnector.of(certificates.trusting()).withApplicationProtocols("http/1.1");
      for (int i = 0; i < 2; i++) {
        runtimes.run(
            () -> {
              TcpStream tcp = await(TcpStream.connect(HERE, port));
              TlsStream tls = await(connector.connect(tcp, "example.test", port));
              assertThat(tls.applicationProtocol()).isEqualTo("http/1.1");
              await(tls.writeAll("hello\n".getBytes(UTF_8)));
              BufReader reader = new BufReader(tls);
              assertThat(await(reader.readLine())).isEqualTo("olleh");
              await(tls.closeAsync());
              return "";
            });
      }
    }
  }

  /** As much as a server of the web needs. */
  @Async
  private static Future<Void> serve(TcpListener listener, byte[] body) throws IOException {
    TlsStream tls = await(acceptor().accept(await(listener.accept())));
    BufReader reader = new BufReader(tls);
    String request = await(reader.readLine());
    assertThat(request).isEqualTo("GET /file HTTP/1.1");
    long headers = await(reader.lines().takeWhile(line -> !line.isEmpty()).count());
    assertThat(headers).isPositive();
    BufWriter writer = new BufWriter(tls);
    await(writer.writeAll(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length).getBytes(UTF_8)));
    await(writer.writeAll("\r\nConnection: close\r\n\r\n".getBytes(UTF_8)));
    await(writer.writeAll(body));
    await(writer.shutdown());
    tls.close();
    return ready();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "1.3"})
  void curl(String version) throws Exception {
    byte[] body = "0123456789abcdef".repeat(50_000).getBytes(UTF_8);
    Runtimes.FOUR_WORKERS.run(
        () -> {
          try (TcpListener listener = await(TcpListener.bind(HERE, 0))) {
            JoinHandle<Void> server = spawn(serve(listener, body));
            int port = listener.localAddress().getPort();
            String got = await(spawnBlocking(() -> fetch(port, version)));
            assertThat(got).isEqualTo(new String(body, UTF_8) + "\n");
            await(server);
          }
          return "";
        });
  }

  private static String fetch(int port, String version) throws Exception {
    try (Tool curl =
        Tool.start(
            "curl",
            "--silent",
            "--show-error",
            "--fail",
            "--cacert",
            certificate,
            "--tlsv" + version,
            "--tls-max",
            version,
            "--http1.1",
            "--noproxy",
            "*",
            "--resolve",
            "example.test:" + port + ":" + HERE,
            "https://example.test:" + port + "/file")) {
      String got = curl.rest();
      assertThat(curl.exitCode()).as(got).isZero();
      return got;
    }
  }

  @Test
  void aToolThatIsMissingFailsTheTest() {
    assertThatThrownBy(() -> Tool.start("no-such-program"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no-such-program is on the PATH; install it");
  }
}
