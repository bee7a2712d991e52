package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.tryJoin;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.Schedule;
import dev.weft.Weft;
import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncWrite;
import dev.weft.io.BufReader;
import dev.weft.io.BufWriter;
import dev.weft.io.Duplex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random programs over a duplex pipe: of any capacity, with transfers of all sizes and kinds, some
 * of which are cancelled when they wait, or when they could go on. What comes out is what went in,
 * and its end, whatever happens on the way. The model is a list of bytes, for each direction: a
 * counter that both ends keep.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PipeFuzzTest {
  private static final int MOST = 3000;

  /** The byte at a place of a direction. */
  private static byte at(long place, int direction) {
    return (byte) (place * 31 + (place >> 7) + direction * 101L);
  }

  private static int size(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(3);
      case 1 -> random.nextInt(20);
      default -> random.nextInt(400);
    };
  }

  /** Writes so many bytes, and ends. */
  @Async
  private static Future<Void> write(AsyncWrite end, int total, int direction, Random random)
      throws IOException {
    long written = 0;
    while (written < total) {
      ByteBuffer source = ByteBuffer.allocate((int) Math.min(total - written, size(random)));
      for (int i = 0; i < source.capacity(); i++) {
        source.put(i, at(written + i, direction));
      }
      await(transfer(random, written(end, source, random)));
      written += source.position();
    }
    await(end.shutdown());
    return ready();
  }

  private static Future<?> written(AsyncWrite end, ByteBuffer source, Random random)
      throws IOException {
    return switch (random.nextInt(4)) {
      case 0 -> end.write(source);
      case 1 -> end.writeAll(new ByteBuffer[] {ByteBuffer.allocate(0), source});
      case 2 -> end.flush();
      default -> end.writeAll(source);
    };
  }

  @Async
  private static Future<Void> transfer(Random random, Future<?> transfer) {
    if (random.nextInt(3) == 0) {
      await(yieldNow());
    }
    if (random.nextInt(3) == 0) {
      await(Impatience.of(random.nextInt(3), transfer));
    } else {
      await(transfer);
    }
    return ready();
  }

  /** Reads to the end; returns how many bytes that were. */
  @Async
  private static Future<Long> read(AsyncRead end, int direction, Random random) throws IOException {
    long seen = 0;
    while (true) {
      ByteBuffer target = ByteBuffer.allocate(size(random));
      if (random.nextInt(3) == 0) {
        await(transfer(random, end.read(target)));
      } else if (await(end.read(target)) < 0) {
        return ready(seen);
      }
      for (int i = 0; i < target.position(); i++) {
        assertThat(target.get(i)).as("byte %d", seen + i).isEqualTo(at(seen + i, direction));
      }
      seen += target.position();
    }
  }

  @Async
  private static Future<Void> bothWays(Random random) throws IOException {
    Duplex.Pair pair = Duplex.pair(1 + size(random));
    int there = random.nextInt(MOST);
    int back = random.nextInt(MOST);
    AsyncWrite left =
        random.nextBoolean() ? pair.left() : new BufWriter(pair.left(), 1 + size(random));
    AsyncRead right =
        random.nextBoolean() ? pair.right() : new BufReader(pair.right(), 1 + size(random));
    var all =
        await(
            tryJoin(
                write(left, there, 1, new Random(random.nextLong())),
                write(pair.right(), back, 2, new Random(random.nextLong())),
                read(right, 1, new Random(random.nextLong())),
                read(pair.left(), 2, new Random(random.nextLong()))));
    assertThat(all.third()).isEqualTo(there);
    assertThat(all.fourth()).isEqualTo(back);
    return ready();
  }

  private static void run(AsyncRuntime.Builder builder, Random random) throws Exception {
    try (AsyncRuntime runtime = builder.build()) {
      runtime.blockOn(Weft.<Exception>async(() -> await(bothWays(random))));
    }
  }

  @Test
  @Tag("T96")
  void whatGoesInComesOut() {
    Seeds.forEach(random -> run(AsyncRuntime.currentThread(), random));
  }

  @Test
  @Tag("T96")
  void whatGoesInComesOutOnSeveralThreads() {
    Seeds.forEach(random -> run(AsyncRuntime.multiThread().workerThreads(2), random));
  }

  /** One that hangs is a deadlock, which the runtime reports with who waits for what. */
  @Test
  @Tag("T96")
  void whatGoesInComesOutUnderRandomSchedules() {
    Seeds.forEach(
        random -> run(AsyncRuntime.deterministic(Schedule.randomWalk(random.nextLong())), random));
  }
}
