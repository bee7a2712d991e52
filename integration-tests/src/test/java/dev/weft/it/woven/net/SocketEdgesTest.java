package dev.weft.it.woven.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.weft.JoinHandle;
import dev.weft.it.woven.Runtimes;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpStream;
import dev.weft.net.UnixListener;
import dev.weft.net.UnixStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where a driver that is told of changes only could wait for one that has been told of already. On
 * Unix domain sockets nothing is on its way: what was written can be read.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SocketEdgesTest {
  /**
   * More than a driver hands over of a buffer in the heap at once, and less than a socket keeps.
   */
  private static final int MUCH = 100_000;

  @TempDir Path folder;

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** The end comes together with the last bytes, for which there is more room than they need. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void anEndThatComesWithTheLastBytesIsSeen(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 0))) {
            for (int i = 0; i < 50; i++) {
              var both = await(join(TcpStream.connect(listener.localAddress()), listener.accept()));
              try (TcpStream client = both.first();
                  TcpStream server = both.second()) {
                JoinHandle<String> reader = spawn(client.readToString());
                await(yieldNow());
                server.tryWrite(ByteBuffer.wrap(new byte[] {'a'}));
                await(server.shutdown());
                assertThat(await(reader)).isEqualTo("a");
              }
            }
          }
          return null;
        });
  }

  /** The same with a direct buffer and reads of one's own. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void theEndIsThereForEachReadAfterIt(Runtimes runtimes) throws Exception {
    Path path = folder.resolve("socket");
    runtimes.run(
        () -> {
          try (UnixListener listener = await(UnixListener.bind(path));
              UnixStream client = await(UnixStream.connect(path));
              UnixStream server = await(listener.accept())) {
            ByteBuffer room = ByteBuffer.allocateDirect(10);
            JoinHandle<Integer> first = spawn(client.read(room));
            await(yieldNow());
            server.tryWrite(ByteBuffer.wrap(new byte[] {1, 2}));
            await(server.shutdown());
            assertThat(await(first)).isEqualTo(2);
            assertThat(await(client.read(room))).isEqualTo(-1);
            assertThat(await(client.read(room))).isEqualTo(-1);
            assertThat(room.position()).isEqualTo(2);
          }
          return null;
        });
  }

  /** Nobody reads before all is written, and that is told of. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void muchOfTheHeapIsWrittenAndReadInParts(Runtimes runtimes) throws Exception {
    Path path = folder.resolve("socket");
    byte[] much = random(MUCH);
    runtimes.run(
        () -> {
          try (UnixListener listener = await(UnixListener.bind(path));
              UnixStream client = await(UnixStream.connect(path));
              UnixStream server = await(listener.accept())) {
            ByteBuffer room = ByteBuffer.allocate(2 * MUCH);
            assertThat(server.tryRead(room)).isZero();
            JoinHandle<Void> waiter = spawn(server.readable());
            await(yieldNow());
            await(client.writeAll(ByteBuffer.wrap(much)));
            await(waiter);
            while (room.position() < MUCH) {
              await(server.read(room));
            }
            assertThat(Arrays.copyOf(room.array(), MUCH)).isEqualTo(much);
            assertThat(server.tryRead(room)).isZero();
          }
          return null;
        });
  }

  /** Of both kinds, of which some are empty, and more of them than a call takes. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void manyBuffersAreWrittenInTheirOrder(Runtimes runtimes) throws Exception {
    Path path = folder.resolve("socket");
    byte[] much = random(MUCH);
    runtimes.run(
        () -> {
          try (UnixListener listener = await(UnixListener.bind(path));
              UnixStream client = await(UnixStream.connect(path));
              UnixStream server = await(listener.accept())) {
            ByteBuffer[] parts = parts(much);
            long left = MUCH;
            while (left > 0) {
              left -= await(client.write(parts));
            }
            assertThat(await(client.write(parts))).isZero();
            ByteBuffer room = ByteBuffer.allocateDirect(MUCH);
            await(server.readFully(room));
            assertThat(room.flip()).isEqualTo(ByteBuffer.wrap(much));
          }
          return null;
        });
  }

  private static ByteBuffer[] parts(byte[] content) {
    Random random = new Random(1);
    ByteBuffer[] parts = new ByteBuffer[1000];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      int rest = content.length - from;
      int length = i == parts.length - 1 ? rest : Math.min(rest, random.nextInt(200));
      parts[i] =
          random.nextBoolean() ? ByteBuffer.allocate(length) : ByteBuffer.allocateDirect(length);
      parts[i].put(content, from, length).flip();
      from += length;
    }
    return parts;
  }

  /** A number of a descriptor goes to the next socket at once. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void aSocketThatIsClosedIsNotTakenForTheNextOne(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 0))) {
            for (int i = 0; i < 200; i++) {
              var both = await(join(TcpStream.connect(listener.localAddress()), listener.accept()));
              TcpStream client = both.first();
              JoinHandle<String> reader = spawn(both.second().readToString());
              await(client.write(ByteBuffer.wrap(new byte[] {'a'})));
              client.close();
              assertThat(await(reader)).isEqualTo("a");
              both.second().close();
            }
          }
          return null;
        });
  }
}
