package dev.weft.it.woven.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.it.woven.Runtimes;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpStream;
import dev.weft.net.UdpSocket;
import dev.weft.net.UnixListener;
import dev.weft.net.UnixStream;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Options of sockets, which mean the same whichever driver a socket is of. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SocketOptionsTest {
  private static final SocketOption<Integer> UNKNOWN =
      new SocketOption<>() {
        @Override
        public String name() {
          return "UNKNOWN";
        }

        @Override
        public Class<Integer> type() {
          return Integer.class;
        }
      };

  @TempDir Path folder;

  private interface Check {
    void of(TcpStream stream) throws IOException;
  }

  private static void onAConnection(Check check) throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 0))) {
            var both = await(join(TcpStream.connect(listener.localAddress()), listener.accept()));
            try (TcpStream client = both.first();
                TcpStream server = both.second()) {
              check.of(client);
              check.of(server);
            }
          }
          return null;
        });
  }

  private static <T> void check(TcpStream stream, SocketOption<T> option, T value)
      throws IOException {
    stream.set(option, value);
    assertThat(stream.get(option)).as(option.name()).isEqualTo(value);
  }

  @Test
  void thoseOfConnections() throws Exception {
    onAConnection(
        stream -> {
          assertThat(stream.get(StandardSocketOptions.TCP_NODELAY)).isTrue();
          assertThat(stream.get(StandardSocketOptions.SO_LINGER)).isEqualTo(-1);
          for (boolean on : List.of(true, false)) {
            check(stream, StandardSocketOptions.TCP_NODELAY, on);
            check(stream, StandardSocketOptions.SO_KEEPALIVE, on);
            check(stream, StandardSocketOptions.SO_REUSEADDR, on);
          }
          check(stream, StandardSocketOptions.SO_SNDBUF, 20_000);
          check(stream, StandardSocketOptions.SO_RCVBUF, 30_000);
          check(stream, StandardSocketOptions.IP_TOS, 0x10);
          for (int seconds : List.of(7, 0, -1)) {
            check(stream, StandardSocketOptions.SO_LINGER, seconds);
          }
          stream.setLinger(Duration.ofMinutes(1));
        });
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void howOftenAnIdlePeerIsAsked() throws Exception {
    onAConnection(
        stream -> {
          check(stream, ExtendedSocketOptions.TCP_KEEPIDLE, 70);
          check(stream, ExtendedSocketOptions.TCP_KEEPINTERVAL, 8);
          check(stream, ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
        });
  }

  @Test
  void whatASocketHasNot() throws Exception {
    onAConnection(
        stream -> {
          assertThatThrownBy(() -> stream.set(UNKNOWN, 1))
              .isInstanceOf(UnsupportedOperationException.class);
          assertThatThrownBy(() -> stream.get(UNKNOWN))
              .isInstanceOf(UnsupportedOperationException.class);
          assertThatThrownBy(() -> stream.set(StandardSocketOptions.SO_SNDBUF, -1))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  @Test
  void thoseOfDatagrams() throws Exception {
    NetworkInterface loopback = NetworkInterface.getByName("lo");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (UdpSocket socket = await(UdpSocket.bind("127.0.0.1", 0))) {
            assertThat(socket.get(StandardSocketOptions.IP_MULTICAST_IF)).isNull();
            for (boolean on : List.of(true, false)) {
              socket.set(StandardSocketOptions.SO_BROADCAST, on);
              socket.set(StandardSocketOptions.IP_MULTICAST_LOOP, on);
              assertThat(socket.get(StandardSocketOptions.SO_BROADCAST)).isEqualTo(on);
              assertThat(socket.get(StandardSocketOptions.IP_MULTICAST_LOOP)).isEqualTo(on);
            }
            socket.set(StandardSocketOptions.IP_MULTICAST_TTL, 3);
            assertThat(socket.get(StandardSocketOptions.IP_MULTICAST_TTL)).isEqualTo(3);
            if (loopback != null) {
              socket.set(StandardSocketOptions.IP_MULTICAST_IF, loopback);
              assertThat(socket.get(StandardSocketOptions.IP_MULTICAST_IF)).isEqualTo(loopback);
            }
          }
          return null;
        });
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whoIsAtTheOtherEndOfAUnixDomainSocket() throws Exception {
    Path path = folder.resolve("socket");
    var me =
        FileSystems.getDefault()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (UnixListener listener = await(UnixListener.bind(path));
              UnixStream client = await(UnixStream.connect(path));
              UnixStream server = await(listener.accept())) {
            assertThat(client.get(ExtendedSocketOptions.SO_PEERCRED).user()).isEqualTo(me);
            assertThat(server.get(ExtendedSocketOptions.SO_PEERCRED).user()).isEqualTo(me);
            assertThatThrownBy(() -> client.set(StandardSocketOptions.TCP_NODELAY, true))
                .isInstanceOf(UnsupportedOperationException.class);
          }
          return null;
        });
  }
}
