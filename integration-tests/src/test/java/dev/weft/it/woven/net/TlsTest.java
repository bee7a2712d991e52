package dev.weft.it.woven.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.junit5.AsyncAssertions.fails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Tuple2;
import dev.weft.Weft;
import dev.weft.io.Duplex;
import dev.weft.it.woven.Impatience;
import dev.weft.it.woven.Runtimes;
import dev.weft.net.TlsAcceptor;
import dev.weft.net.TlsConnector;
import dev.weft.net.TlsStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS between two ends of a pipe in memory. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsTest {
  @TempDir private static Path directory;

  private static Certificates certificates;
  private static SSLContext server;
  private static SSLContext client;

  @BeforeAll
  static void makeCertificates() {
    certificates = Certificates.of(directory, "dns:example.test", "ip:127.0.0.1");
    server = certificates.context();
    client = certificates.trusting();
  }

  static Stream<Arguments> versionsOnRuntimes() {
    return Stream.of(Runtimes.values())
        .flatMap(
            runtimes ->
                Stream.of("TLSv1.2", "TLSv1.3").map(version -> Arguments.of(runtimes, version)));
  }

  private static TlsConnector connector(String version) {
    return TlsConnector.of(client)
        .configured(parameters -> parameters.setProtocols(new String[] {version}));
  }

  /** A client and a server that have come to an agreement. */
  private record Ends(TlsStream client, TlsStream server) {}

  @Async
  private static Future<Ends> connected(
      TlsConnector connector, TlsAcceptor acceptor, Duplex.Pair pair) throws IOException {
    Tuple2<TlsStream, TlsStream> both =
        await(
            join(
                connector.connect(pair.left(), "example.test", 443),
                acceptor.accept(pair.right())));
    return ready(new Ends(both.first(), both.second()));
  }

  @Async
  private static Future<Ends> connected(String version, Duplex.Pair pair) throws IOException {
    return ready(await(connected(connector(version), TlsAcceptor.of(server), pair)));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Async
  private static Future<Void> sent(TlsStream stream, byte[] bytes) throws IOException {
    await(stream.writeAll(bytes));
    await(stream.flush());
    return ready();
  }

  /** Both directions at once, over a pipe that is smaller than a record. */
  @ParameterizedTest
  @MethodSource("versionsOnRuntimes")
  void allBytesComeThroughBothWays(Runtimes runtimes, String version) throws Exception {
    byte[] there = random(300_000);
    byte[] back = random(200_001);
    runtimes.run(
        () -> {
          Ends ends = await(connected(version, Duplex.pair(1000)));
          assertThat(ends.client().session().getProtocol()).isEqualTo(version);
          assertThat(ends.client().applicationProtocol()).isNull();
          JoinHandle<Void> sending = spawn(sent(ends.client(), there));
          JoinHandle<Void> answering = spawn(sent(ends.server(), back));
          JoinHandle<byte[]> received = spawn(ends.server().readFully(there.length));
          assertThat(await(ends.client().readFully(back.length))).isEqualTo(back);
          assertThat(await(received)).isEqualTo(there);
          await(sending);
          await(answering);
          return "";
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anEndThatIsSaidIsSeen(String version) throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Ends ends = await(connected(version, Duplex.pair(100_000)));
          await(sent(ends.client(), "last words".getBytes(UTF_8)));
          await(ends.client().shutdown());
          await(ends.client().shutdown());
          assertThat(await(ends.server().readToString())).isEqualTo("last words");
          assertThat(await(ends.server().read(ByteBuffer.allocate(1)))).isEqualTo(-1);
          assertThat(await(fails(SSLException.class, ends.client().write(ByteBuffer.allocate(1)))))
              .hasMessageStartingWith("nothing can be written any more, as TLS was shut down");
          await(ends.server().closeAsync());
          assertThat(await(ends.client().readToEnd())).isEmpty();
          return "";
        });
  }

  @Test
  void anEndOfOneSideLeavesTheOtherOpen() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Ends ends = await(connected("TLSv1.3", Duplex.pair(100_000)));
          await(ends.client().shutdown());
          assertThat(await(ends.server().readToEnd())).isEmpty();
          await(sent(ends.server(), "an answer".getBytes(UTF_8)));
          await(ends.server().shutdown());
          assertThat(await(ends.client().readToString())).isEqualTo("an answer");
          return "";
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anEndThatIsNotSaidIsAnError(String version) throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Ends ends = await(connected(version, Duplex.pair(100_000)));
          await(sent(ends.client(), "cut of".getBytes(UTF_8)));
          ends.client().close();
          assertThat(await(ends.server().readFully(6))).isEqualTo("cut of".getBytes(UTF_8));
          for (int i = 0; i < 2; i++) {
            assertThat(
                    await(fails(EOFException.class, ends.server().read(ByteBuffer.allocate(10)))))
                .hasMessageStartingWith(
                    "the connection has ended without an end in TLS (close_notify)");
          }
          return "";
        });
  }

  /** Nothing is left of the pipe of one whose handshake failed. */
  private static void assertClosed(Duplex.Pair pair) throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(fails(IOException.class, pair.left().write(ByteBuffer.allocate(1))));
          await(fails(IOException.class, pair.right().write(ByteBuffer.allocate(1))));
          return "";
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aCertificateForAnotherNameIsRefused(String version) throws Exception {
    Duplex.Pair pair = Duplex.pair(100_000);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<TlsStream> accepting = spawn(TlsAcceptor.of(server).accept(pair.right()));
          assertThat(
                  await(
                      fails(
                          SSLHandshakeException.class,
                          connector(version).connect(pair.left(), "other.test", 443))))
              .hasMessageContaining("other.test");
          assertThat(await(fails(SSLException.class, accepting)))
              .as("the server is told")
              .hasMessageContaining("certificate");
          return "";
        });
    assertClosed(pair);
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() throws Exception {
    Duplex.Pair pair = Duplex.pair(100_000);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<TlsStream> accepting = spawn(TlsAcceptor.of(server).accept(pair.right()));
          assertThat(
                  await(
                      fails(
                          SSLHandshakeException.class,
                          TlsConnector.system().connect(pair.left(), "example.test", 443))))
              .hasMessageContaining("PKIX");
          await(fails(SSLException.class, accepting));
          return "";
        });
    assertClosed(pair);
  }

  @Test
  void anAddressIsCheckedAsWell() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(100_000);
          JoinHandle<TlsStream> accepting = spawn(TlsAcceptor.of(server).accept(pair.right()));
          TlsStream stream = await(TlsConnector.of(client).connect(pair.left(), "127.0.0.1", 443));
          await(accepting).close();
          stream.close();
          Duplex.Pair other = Duplex.pair(100_000);
          JoinHandle<TlsStream> second = spawn(TlsAcceptor.of(server).accept(other.right()));
          await(
              fails(
                  SSLHandshakeException.class,
                  TlsConnector.of(client).connect(other.left(), "127.0.0.2", 443)));
          await(fails(SSLException.class, second));
          return "";
        });
  }

  @Test
  void aProtocolIsAgreedUpon() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Ends ends =
              await(
                  connected(
                      TlsConnector.of(client).withApplicationProtocols("x", "http/1.1", "h2"),
                      TlsAcceptor.of(server).withApplicationProtocols("h2", "http/1.1"),
                      Duplex.pair(1000)));
          assertThat(ends.client().applicationProtocol()).isEqualTo("h2");
          assertThat(ends.server().applicationProtocol()).isEqualTo("h2");
          return "";
        });
  }

  @Test
  void sidesWithoutACommonProtocolDoNotConnect() throws Exception {
    Duplex.Pair pair = Duplex.pair(100_000);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<TlsStream> accepting =
              spawn(TlsAcceptor.of(server).withApplicationProtocols("h2").accept(pair.right()));
          TlsConnector connector = TlsConnector.of(client).withApplicationProtocols("x");
          await(fails(SSLException.class, connector.connect(pair.left(), "example.test", 443)));
          await(fails(SSLException.class, accepting));
          return "";
        });
    assertClosed(pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientWithoutACertificateIsRefusedWhereOneIsNeeded(String version) throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          TlsAcceptor acceptor = TlsAcceptor.of(server).withClientCertificates();
          Duplex.Pair pair = Duplex.pair(100_000);
          JoinHandle<TlsStream> accepting = spawn(acceptor.accept(pair.right()));
          await(fails(IOException.class, connectedAndRead(connector(version), pair.left())));
          await(fails(SSLException.class, accepting));
          Ends ends = await(connected(TlsConnector.of(server), acceptor, Duplex.pair(100_000)));
          assertThat(ends.server().session().getPeerPrincipal().getName()).isEqualTo("CN=test");
          return "";
        });
  }

  /** With TLS 1.3 a client learns only when it reads that the server doesn't want it. */
  @Async
  private static Future<byte[]> connectedAndRead(TlsConnector connector, Duplex end)
      throws IOException {
    TlsStream stream = await(connector.connect(end, "example.test", 443));
    return ready(await(stream.readFully(1)));
  }

  /** The second connection to the same place makes a shorter handshake: without certificates. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aSessionIsTakenUpAgain(String version) throws Exception {
    SSLContext own = certificates.trusting();
    TlsConnector connector =
        TlsConnector.of(own)
            .configured(parameters -> parameters.setProtocols(new String[] {version}));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          long first = await(bytesOfConnecting(connector));
          long second = await(bytesOfConnecting(connector));
          assertThat(second).isLessThan(first - 300);
          return "";
        });
  }

  /** How many bytes have come when a first byte has come through. */
  @Async
  private static Future<Long> bytesOfConnecting(TlsConnector connector) throws IOException {
    Duplex.Pair pair = Duplex.pair(100_000);
    Counting counting = new Counting(pair.left());
    JoinHandle<TlsStream> accepting = spawn(TlsAcceptor.of(server).accept(pair.right()));
    TlsStream stream = await(connector.connect(counting, "example.test", 443));
    TlsStream accepted = await(accepting);
    await(sent(accepted, new byte[1]));
    byte[] unused = await(stream.readFully(1));
    return ready(counting.read());
  }

  /** A read that is cancelled again and again loses nothing, nor does a write. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void transfersThatAreCancelledLoseNothing(String version) throws Exception {
    byte[] bytes = random(100_000);
    Random random = new Random(7);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Ends ends = await(connected(version, Duplex.pair(1500)));
          ByteBuffer target = ByteBuffer.allocate(bytes.length);
          ByteBuffer source = ByteBuffer.wrap(bytes);
          JoinHandle<Void> reading = spawn(impatientlyRead(ends.server(), target, random));
          while (source.hasRemaining()) {
            int limit = Math.min(source.capacity(), source.position() + 1 + random.nextInt(30_000));
            ByteBuffer part = source.duplicate().limit(limit);
            await(Impatience.of(random.nextInt(4), ends.client().writeAll(part)));
            source.position(part.position());
          }
          await(ends.client().shutdown());
          await(reading);
          assertThat(target.array()).isEqualTo(bytes);
          return "";
        });
  }

  @Async
  private static Future<Void> impatientlyRead(TlsStream stream, ByteBuffer target, Random random)
      throws IOException {
    while (target.hasRemaining()) {
      int limit = Math.min(target.capacity(), target.position() + 1 + random.nextInt(30_000));
      ByteBuffer part = target.duplicate().limit(limit);
      await(Impatience.of(random.nextInt(4), stream.readFully(part)));
      target.position(part.position());
    }
    return ready();
  }

  /** Who is slow to read holds up who writes, and no memory grows. */
  @Test
  void aWriterWaitsForItsReader() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Ends ends = await(connected("TLSv1.3", Duplex.pair(1000)));
          ByteBuffer source = ByteBuffer.allocate(1_000_000);
          JoinHandle<Void> writing = spawn(ends.client().writeAll(source));
          for (int i = 0; i < 1000; i++) {
            await(yieldNow());
          }
          assertThat(source.position()).isBetween(1, 40_000);
          writing.abort();
          await(writing.outcome());
          return "";
        });
  }

  @Test
  void aPeerThatSaysNothingIsTimedOutAndClosed() throws Exception {
    Duplex.Pair pair = Duplex.pair(1000);
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                await(
                    fails(
                        TimeoutException.class,
                        timeout(
                            Duration.ofSeconds(10), TlsAcceptor.of(server).accept(pair.right()))));
              }));
    }
    assertClosed(pair);
  }

  @Test
  void aPeerThatSpeaksNoTlsIsRefused() throws Exception {
    Duplex.Pair pair = Duplex.pair(1000);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(pair.left().writeAll("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)));
          await(fails(SSLException.class, TlsAcceptor.of(server).accept(pair.right())));
          return "";
        });
    assertClosed(pair);
  }
}
