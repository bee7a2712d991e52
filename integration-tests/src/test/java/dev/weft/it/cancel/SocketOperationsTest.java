package dev.weft.it.cancel;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.io.BufferPool;
import dev.weft.io.PooledBuffer;
import dev.weft.net.Dns;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpStream;
import dev.weft.net.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation of sockets that says it loses nothing is cancelled while it waits and while what
 * it waits for comes, made again, and gives what it would have given. Apart from {@link
 * CancelSafetyTest}, as a clock that stands still doesn't wait for the system.
 */
@Timeout(60)
final class SocketOperationsTest {
  private static final Duration MOMENT = Duration.ofNanos(50_000);
  private static final int ROUNDS = 20;
  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  /** What an operation is tried with; closed by the end of its runtime. */
  private record Ends(TcpListener listener, TcpStream one, TcpStream two, UdpSocket udp) {
    @Async
    static Future<Ends> open() throws IOException {
      TcpListener listener = await(TcpListener.bind("127.0.0.1", 0));
      var both = await(join(TcpStream.connect(listener.localAddress()), listener.accept()));
      UdpSocket udp = await(UdpSocket.bind("127.0.0.1", 0));
      return ready(new Ends(listener, both.first(), both.second(), udp));
    }

    /** Leaves no room to write from one end to the other. */
    void fill() throws IOException {
      ByteBuffer much = ByteBuffer.allocate(1 << 16);
      while (one.tryWrite(much.clear()) > 0) {
        // There was room.
      }
    }

    /** Reads what has come to the other end. */
    void drain() throws IOException {
      ByteBuffer much = ByteBuffer.allocate(1 << 16);
      while (two.tryRead(much.clear()) > 0) {
        // There was more.
      }
    }
  }

  /** Prepares an operation. */
  private interface Preparation {
    Attempt of(Ends ends) throws Exception;
  }

  /** An operation, what brings about what it waits for, and what it gives then. */
  private record Attempt(
      Callable<Future<?>> start, Callable<?> provide, Consumer<@Nullable Object> check) {}

  private record Case(String name, Preparation preparation) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static void add(String name, Preparation preparation) {
    CASES.put(name, new Case(name, preparation));
  }

  private static ByteBuffer abc() {
    return ByteBuffer.wrap(new byte[] {'a', 'b', 'c'});
  }

  private static Consumer<@Nullable Object> gives(@Nullable Object value) {
    return given -> assertThat(given).isEqualTo(value);
  }

  static {
    add(
        "SocketStream.read",
        ends -> {
          ByteBuffer target = ByteBuffer.allocate(3);
          return new Attempt(
              () -> ends.one.read(target),
              () -> ends.two.tryWrite(abc()),
              given -> assertThat(target.flip()).isEqualTo(abc()));
        });
    add(
        "SocketStream.read(pool)",
        ends -> {
          BufferPool pool = BufferPool.of(1, 10);
          return new Attempt(
              () -> ends.one.read(pool),
              () -> ends.two.tryWrite(abc()),
              given -> {
                try (PooledBuffer buffer = (PooledBuffer) Objects.requireNonNull(given)) {
                  assertThat(buffer.buffer()).isEqualTo(abc());
                }
              });
        });
    add(
        "SocketStream.readable",
        ends -> {
          ends.one.tryRead(abc());
          return new Attempt(ends.one::readable, () -> ends.two.tryWrite(abc()), gives(null));
        });
    add(
        "SocketStream.writable",
        ends -> {
          ends.fill();
          return new Attempt(ends.one::writable, () -> drained(ends), gives(null));
        });
    add(
        "SocketStream.write",
        ends -> {
          ends.fill();
          ByteBuffer source = abc();
          return new Attempt(
              () -> ends.one.write(source),
              () -> drained(ends),
              given -> assertThat(source.hasRemaining()).isFalse());
        });
    add(
        "SocketStream.writeAll",
        ends -> {
          ends.fill();
          ByteBuffer source = abc();
          return new Attempt(
              () -> ends.one.writeAll(source),
              () -> drained(ends),
              given -> assertThat(source.hasRemaining()).isFalse());
        });
    add(
        "SocketListener.accept",
        ends ->
            new Attempt(
                ends.listener::accept,
                () -> TcpStream.connect(ends.listener.localAddress()),
                given -> assertThat(given).isInstanceOf(TcpStream.class)));
    add(
        "UdpSocket.receive",
        ends -> {
          ByteBuffer target = ByteBuffer.allocate(3);
          return new Attempt(
              () -> ends.udp.receive(target),
              () -> ends.udp.trySend(abc(), ends.udp.localAddress()),
              given -> assertThat(target.flip()).isEqualTo(abc()));
        });
    add(
        "Dns.lookupHost",
        ends ->
            new Attempt(
                () -> Dns.lookupHost("localhost"),
                Weft::ready,
                given ->
                    assertThat((List<?>) given)
                        .allMatch(each -> ((InetAddress) each).isLoopbackAddress())));
  }

  private static @Nullable Object drained(Ends ends) throws IOException {
    ends.drain();
    return null;
  }

  /** Whether an operation is tried here, or never waits. */
  static boolean tries(String operation) {
    return CASES.containsKey(operation)
        || List.of("SocketStream.flush", "SocketStream.shutdown", "UdpSocket.send")
            .contains(operation);
  }

  private static Stream<Case> cases() {
    return CASES.values().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneThatIsCancelledAndMadeAgainLosesNothing(Case of) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
      runtime.blockOn(tried(of));
    }
  }

  @Async
  private static Future<Void> tried(Case of) throws Exception {
    Attempt attempt = of.preparation.of(await(Ends.open()));
    for (int i = 0; i < ROUNDS; i++) {
      try {
        attempt.check.accept(await(timeout(MOMENT, attempt.start.call())));
        assertThat(of.name).as("what has ended without having to wait").startsWith("Dns");
        return ready();
      } catch (TimeoutException e) {
        // As it should be.
      }
    }
    if (attempt.provide.call() instanceof Future<?> future) {
      await(future);
    }
    while (true) {
      try {
        attempt.check.accept(await(timeout(MOMENT, attempt.start.call())));
        return ready();
      } catch (TimeoutException e) {
        // It comes later.
      }
    }
  }
}
