package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.yieldNow;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.fs.AsyncFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations on a file, many of which are cancelled, and the same on an array: what was
 * read, the position and what the file holds in the end are the same. A write that was cancelled is
 * made all the same, and a read that was is as if it had never been.
 */
@Timeout(60)
final class AsyncFileModelTest {
  private static final int OPERATIONS = 2000;
  private static final int LARGEST = 3000;

  @TempDir Path directory;

  private byte[] model = {};
  private int position;
  private int cancelled;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theFileIsWhatTheModelIs(long seed) throws Exception {
    Path path = directory.resolve("file");
    Random random = new Random(seed);
    try (AsyncRuntime runtime =
        AsyncRuntime.multiThread()
            .workerThreads(2)
            .maxBlockingThreads(1 + (int) seed % 3)
            .build()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                AsyncFile file = await(AsyncFile.open(path, CREATE_NEW, READ, WRITE));
                for (int i = 0; i < OPERATIONS; i++) {
                  await(operation(file, random));
                  assertThat(file.position()).as("seed %d, step %d", seed, i).isEqualTo(position);
                }
                if (seed % 2 == 0) {
                  await(file.closeAsync());
                } else {
                  file.close();
                }
              }));
    }
    assertThat(Arrays.equals(Files.readAllBytes(path), model)).as("seed %d", seed).isTrue();
    assertThat(cancelled).isPositive();
  }

  @Async
  private Future<Void> operation(AsyncFile file, Random random) throws IOException {
    int size = random.nextInt(LARGEST);
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> await(write(file, random, size));
      case 3, 4, 5 -> await(read(file, random, ByteBuffer.allocate(size)));
      case 6 -> {
        position = random.nextInt(10 * LARGEST);
        file.seek(position);
      }
      default -> {
        int end = random.nextInt(10 * LARGEST);
        model = Arrays.copyOf(model, Math.min(model.length, end));
        position = Math.min(position, end);
        await(ends(file.truncate(end), random));
        if (random.nextBoolean()) {
          assertThat(await(file.size())).isEqualTo(model.length);
        }
      }
    }
    return ready();
  }

  @Async
  private Future<Void> write(AsyncFile file, Random random, int size) throws IOException {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    if (size > 0) {
      model = Arrays.copyOf(model, Math.max(model.length, position + size));
      System.arraycopy(bytes, 0, model, position, size);
      position += size;
    }
    ByteBuffer source = ByteBuffer.wrap(bytes);
    await(ends(file.write(source), random));
    assertThat(source.hasRemaining()).isFalse();
    return ready();
  }

  @Async
  private Future<Void> read(AsyncFile file, Random random, ByteBuffer target) throws IOException {
    boolean ended = await(ends(file.read(target), random));
    int from = Math.min(position, model.length);
    int count = Math.min(target.capacity(), model.length - from);
    if (ended || target.position() > 0) {
      assertThat(target.position()).isEqualTo(count);
      assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(model, from, count));
      position += count;
    }
    return ready();
  }

  /** Whether an operation was not given up, as some are. */
  @Async
  private Future<Boolean> ends(Future<?> operation, Random random) {
    if (random.nextBoolean()) {
      await(operation);
      return ready(true);
    }
    boolean ended = await(select(operation, yields(random.nextInt(20))).biased()).index() == 1;
    cancelled += ended ? 0 : 1;
    return ready(ended);
  }

  @Async
  private static Future<Void> yields(int count) {
    for (int i = 0; i < count; i++) {
      await(yieldNow());
    }
    return ready();
  }
}
