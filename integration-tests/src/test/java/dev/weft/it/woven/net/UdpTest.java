package dev.weft.it.woven.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.weft.JoinHandle;
import dev.weft.it.woven.Runtimes;
import dev.weft.net.UdpSocket;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datagrams over the loopback. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UdpTest {
  private static final String HERE = "127.0.0.1";

  private static ByteBuffer bytes(String text) {
    return StandardCharsets.US_ASCII.encode(text);
  }

  private static String text(ByteBuffer buffer) {
    return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void whoHasSentIsTold(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (UdpSocket one = await(UdpSocket.bind(HERE, 0));
              UdpSocket two = await(UdpSocket.bind("localhost", 0))) {
            ByteBuffer room = ByteBuffer.allocate(100);
            await(one.send(bytes(""), two.localAddress()));
            await(one.send(bytes("question"), two.localAddress()));
            assertThat(await(two.receive(room))).isEqualTo(one.localAddress());
            assertThat(room.position()).isZero();
            InetSocketAddress sender = await(two.receive(room));
            assertThat(text(room)).isEqualTo("question");
            assertThat(sender).isEqualTo(one.localAddress());
            two.connect(sender);
            assertThat(two.remoteAddress()).isEqualTo(sender);
            await(two.send(bytes("too long")));
            await(one.receive(room.clear().limit(3)));
            assertThat(text(room)).isEqualTo("too");
            assertThat(one.tryReceive(room.clear())).isNull();
          }
          return null;
        });
  }

  /** Tasks that receive at one socket get a datagram each. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  @Tag("T104")
  void severalTasksReceive(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (UdpSocket one = await(UdpSocket.bind(HERE, 0));
              UdpSocket two = await(UdpSocket.bind(HERE, 0))) {
            List<JoinHandle<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
              tasks.add(
                  spawn(
                      () -> {
                        ByteBuffer room = ByteBuffer.allocate(10);
                        await(two.receive(room));
                        return text(room);
                      }));
            }
            await(yieldNow());
            for (int i = 0; i < 10; i++) {
              assertThat(one.trySend(bytes("" + i), two.localAddress())).isTrue();
            }
            List<String> received = new ArrayList<>();
            for (JoinHandle<String> task : tasks) {
              received.add(await(task));
            }
            assertThat(received)
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void failuresSayWhere(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          UdpSocket gone = await(UdpSocket.bind(HERE, 0));
          gone.close();
          gone.close();
          try (UdpSocket socket = await(UdpSocket.bind(HERE, 0))) {
            int port = socket.localAddress().getPort();
            assertThat(await(spawn(UdpSocket.bind(HERE, port)).outcome()).toString())
                .contains(BindException.class.getName())
                .contains("receiving at 127.0.0.1:" + port);
            socket.connect(gone.localAddress());
            await(socket.send(bytes("x")));
            assertThat(await(spawn(socket.receive(ByteBuffer.allocate(1))).outcome()).toString())
                .contains(PortUnreachableException.class.getName())
                .contains("receiving at 127.0.0.1:" + port);
            assertThat(await(spawn(socket.send(ByteBuffer.allocate(70_000))).outcome()).toString())
                .contains("sending from 127.0.0.1:" + port + ": Message too long");
          }
          assertThat(await(spawn(gone.receive(ByteBuffer.allocate(1))).outcome()).toString())
              .contains("closed");
          return null;
        });
  }
}
