package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.using;
import static dev.weft.Weft.yieldNow;
import static dev.weft.junit5.AsyncAssertions.fails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Weft;
import dev.weft.fs.AsyncFile;
import dev.weft.fs.FileGuard;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are read and written without a thread that waits. */
@Timeout(60)
@SuppressWarnings("try") // what is held for a while is not used
final class AsyncFileTest {
  private static final Path FULL = Path.of("/dev/full");
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir Path directory;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("file"), content);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static String text(ByteBuffer read) {
    return UTF_8.decode(read.flip()).toString();
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  @Tag("T107")
  void whatWasWrittenIsInTheFileWhenTheWriteEnds(Runtimes runtimes) throws Exception {
    Path path = directory.resolve("new");
    runtimes.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.create(path))) {
            await(file.writeAll("Hello, ".getBytes(UTF_8)));
            assertThat(path).hasContent("Hello, ");
            ByteBuffer[] parts = {bytes("wor"), bytes(""), bytes("ld")};
            assertThat(await(file.write(parts))).isEqualTo(5);
            assertThat(path).hasContent("Hello, world");
            assertThat(file.position()).isEqualTo(12);
          }
          try (AsyncFile file = await(AsyncFile.open(path))) {
            assertThat(await(file.readToString())).isEqualTo("Hello, world");
            assertThat(await(file.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
          }
          return null;
        });
    assertThat(Descriptors.of(path.toString())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void oneThatIsOpenForBothHasOnePosition(Runtimes runtimes) throws Exception {
    Path path = file("0123456789");
    runtimes.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.open(path, READ, WRITE))) {
            ByteBuffer three = ByteBuffer.allocate(3);
            await(file.readFully(three));
            assertThat(text(three)).isEqualTo("012");
            await(file.writeAll(bytes("abc")));
            file.seek(1);
            assertThat(await(file.readToString())).isEqualTo("12abc6789");
            file.seek(12);
            assertThat(await(file.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
            await(file.writeAll(bytes("z")));
            assertThat(await(file.size())).isEqualTo(13);
            await(file.truncate(4));
            assertThat(file.position()).isEqualTo(4);
          }
          return null;
        });
    assertThat(path).hasContent("012a");
  }

  @Test
  void placesAreReadAndWrittenByAnyNumberOfTasks() throws Exception {
    Path path = file("");
    Runtimes.FOUR_WORKERS.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.open(path, READ, WRITE))) {
            await(Weft.joinEach(numbers(), n -> await(file.writeAt(bytes("<" + n + ">"), n * 4L))));
            await(Weft.joinEach(numbers(), n -> await(assertAt(file, n))));
            assertThat(file.position()).isZero();
            assertThat(await(file.readAt(ByteBuffer.allocate(0), 5))).isZero();
            assertThat(await(file.readAt(ByteBuffer.allocate(1), 4000))).isEqualTo(-1);
            assertThatThrownBy(() -> file.readAt(ByteBuffer.allocate(1), -1))
                .isInstanceOf(IllegalArgumentException.class);
          }
          return null;
        });
  }

  private static List<Integer> numbers() {
    return java.util.stream.IntStream.range(10, 60).boxed().toList();
  }

  @Async
  private static Future<Void> assertAt(AsyncFile file, int n) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(4);
    await(file.readAt(read, n * 4L));
    assertThat(text(read)).isEqualTo("<" + n + ">");
    return ready();
  }

  @Test
  void appendsWhateverThePositionIs() throws Exception {
    Path path = file("a");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.open(path, APPEND))) {
            file.seek(0);
            await(file.writeAll(bytes("b")));
            Files.writeString(path, "c", APPEND);
            await(file.writeAll(bytes("d")));
          }
          return null;
        });
    assertThat(path).hasContent("abcd");
  }

  @Test
  void oneOperationIsOneHopHoweverLarge() throws Exception {
    byte[] data = new byte[1 << 20];
    new Random(1).nextBytes(data);
    Path path = directory.resolve("large");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.open(path, CREATE_NEW, READ, WRITE))) {
            Pendings<Void> write = new Pendings<>(file.writeAll(data));
            await(write);
            assertThat(write.count()).isLessThan(8);
            file.seek(0);
            ByteBuffer target = ByteBuffer.allocate(data.length);
            Pendings<Integer> read = new Pendings<>(file.read(target));
            assertThat(await(read)).isEqualTo(data.length);
            assertThat(read.count()).isLessThan(8);
            assertThat(Arrays.equals(target.array(), data)).isTrue();
            file.seek(0);
            Pendings<byte[]> rest = new Pendings<>(file.readToEnd());
            assertThat(Arrays.equals(await(rest), data)).isTrue();
            assertThat(rest.count()).isLessThan(8);
          }
          return null;
        });
  }

  @Test
  void filesThatDontSayHowLongTheyAreAreReadToTheirEnd() throws Exception {
    Path path = Path.of("/proc/self/status");
    String status =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              try (AsyncFile file = await(AsyncFile.open(path))) {
                return await(file.readToString());
              }
            });
    assertThat(status).startsWith("Name:").contains("Threads:").endsWith("\n");
  }

  @Test
  void aLimitIsKept() throws Exception {
    Path path = file("0123456789");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.open(path))) {
            assertThat(await(file.readToEnd(10))).hasSize(10);
            file.seek(0);
            IOException tooLong = null;
            try {
              await(file.readToEnd(9));
            } catch (IOException e) {
              tooLong = e;
            }
            assertThat(tooLong).hasMessageContaining("limit of 9 bytes");
          }
          return null;
        });
  }

  // Cancelling

  @Test
  void aWriteThatHasBegunIsCarriedOutAfterItsTaskIsGone() throws Exception {
    Path path = file("");
    try (AsyncRuntime runtime = BusyPool.runtime()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                AsyncFile file = await(AsyncFile.open(path, READ, WRITE));
                BusyPool busy = BusyPool.take();
                ByteBuffer first = bytes("one ");
                assertThat(await(timesOut(file.write(first)))).isTrue();
                assertThat(first.remaining()).isZero();
                assertThat(file.position()).isEqualTo(4);
                file.close();
                assertThat(await(fails(Throwable.class, file.write(bytes("two")))))
                    .isInstanceOf(IOException.class)
                    .hasMessage(path + " is closed");
                busy.close();
              }));
    }
    assertThat(path).hasContent("one ");
    assertThat(Descriptors.of(path.toString())).isEmpty();
  }

  @Async
  private static Future<Boolean> timesOut(Future<?> future) {
    try {
      await(timeout(MOMENT, future));
      return ready(false);
    } catch (TimeoutException e) {
      return ready(true);
    }
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  @Tag("T119b")
  void aWriteThatHasBegunIsCarriedOutByARuntimeThatCloses(Runtimes runtimes) throws Exception {
    Path path = file("");
    try (AsyncRuntime runtime = runtimes.builder().maxBlockingThreads(1).build()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                AsyncFile file = await(AsyncFile.open(path, WRITE));
                Pendings<Integer> write = new Pendings<>(file.write(bytes("saved")));
                JoinHandle<Integer> task = spawn(write);
                await(Until.holds(() -> write.count() > 0 || task.isFinished()));
              }));
    }
    assertThat(path).hasContent("saved");
  }

  @Test
  @Tag("T119b")
  void aCloseWaitsForWritesThatWaitForAThread() throws Exception {
    Path path = file("");
    AsyncRuntime runtime = BusyPool.runtime();
    BusyPool busy =
        runtime.blockOn(
            Weft.<BusyPool, Exception>async(
                () -> {
                  AsyncFile file = await(AsyncFile.open(path, WRITE));
                  BusyPool taken = BusyPool.take();
                  await(timesOut(file.writeAll(bytes("saved"))));
                  return taken;
                }));
    Thread closer = new Thread(runtime::close);
    closer.start();
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(path).isEmptyFile();
    busy.close();
    closer.join();
    assertThat(path).hasContent("saved");
  }

  @Test
  void readsThatWaitForAThreadAreDroppedByACloseAndSayWhy() throws Exception {
    Path path = file("x");
    AsyncRuntime runtime = AsyncRuntime.multiThread().name("shop").maxBlockingThreads(1).build();
    JoinHandle<Throwable> failed =
        runtime.blockOn(
            Weft.<JoinHandle<Throwable>, Exception>async(
                () -> {
                  AsyncFile file = await(AsyncFile.open(path));
                  BusyPool busy = BusyPool.take();
                  JoinHandle<Throwable> read =
                      spawn(shield(fails(Throwable.class, file.read(ByteBuffer.allocate(1)))));
                  for (int i = 0; i < 3; i++) {
                    await(yieldNow());
                  }
                  AsyncRuntime.current().shutdownBackground();
                  busy.close();
                  return read;
                }));
    assertThat(failed.join())
        .isInstanceOf(IOException.class)
        .hasMessage("reading " + path + ": the runtime 'shop' is closed");
    runtime.close();
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  @Tag("T27b")
  void operationsOfAClosedRuntimeSaySo(Runtimes runtimes) throws Exception {
    Path path = file("x");
    AsyncRuntime runtime = runtimes.builder().name("shop").build();
    AsyncFile file =
        runtime.blockOn(Weft.<AsyncFile, Exception>async(() -> await(AsyncFile.open(path))));
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    runtime.blockOn(
        Weft.<Exception>async(
            () -> {
              spawn(afterClose(file.read(ByteBuffer.allocate(1)), failures));
              spawn(afterClose(file.size(), failures));
              spawn(afterClose(AsyncFile.open(path), failures));
              await(yieldNow());
            }));
    runtime.close();
    assertThat(failures)
        .hasSize(3)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(path + ": the runtime 'shop' is closed"));
    assertThatThrownBy(() -> runtime.blockOn(file.size())).hasMessageContaining("closed");
    file.close();
    assertThat(Descriptors.of(path.toString())).isEmpty();
  }

  /** Notes what a future fails with that is awaited when the runtime closes. */
  @Async
  private static Future<Void> afterClose(Future<?> future, List<Throwable> failures) {
    try {
      await(Weft.<Object>pending());
    } finally {
      failures.add(await(shield(fails(Throwable.class, future))));
    }
    return ready();
  }

  @Test
  void aReadThatIsCancelledHasMovedNothing() throws Exception {
    Path path = file("0123456789");
    try (AsyncRuntime runtime = BusyPool.runtime()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                try (AsyncFile file = await(AsyncFile.open(path))) {
                  ByteBuffer target = ByteBuffer.allocate(4);
                  try (BusyPool busy = BusyPool.take()) {
                    assertThat(await(timesOut(file.read(target)))).isTrue();
                    assertThat(await(timesOut(file.readToEnd()))).isTrue();
                  }
                  assertThat(target.position()).isZero();
                  assertThat(file.position()).isZero();
                  await(file.readFully(target));
                  assertThat(text(target)).isEqualTo("0123");
                }
              }));
    }
  }

  @Test
  void aPipeLosesNothingByReadsThatAreCancelledAndHoldsNoWorker() throws Exception {
    Path path = Fifo.make(directory.resolve("pipe"));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<AsyncFile> opening = spawn(AsyncFile.open(path));
          try (AsyncFile writer = await(AsyncFile.open(path, WRITE));
              AsyncFile reader = await(opening)) {
            for (int i = 0; i < 10; i++) {
              ByteBuffer target = ByteBuffer.allocate(100);
              assertThat(await(timesOut(reader.read(target)))).isTrue();
              assertThat(target.position()).isZero();
              await(writer.writeAll(bytes("line " + i)));
              ByteBuffer some = ByteBuffer.allocate(4);
              await(reader.readFully(some));
              assertThat(text(some)).isEqualTo("line");
              await(reader.read(target));
              assertThat(text(target)).isEqualTo(" " + i);
            }
            JoinHandle<byte[]> rest = spawn(reader.readToEnd());
            await(writer.writeAll(bytes("bye")));
            writer.close();
            assertThat(await(rest)).asString().isEqualTo("bye");
          }
          return null;
        });
    assertThat(Descriptors.of(path.toString())).isEmpty();
  }

  @Test
  void closingEndsAReadOfAPipe() throws Exception {
    Path path = Fifo.make(directory.resolve("pipe"));
    try (OutputStream keepsItOpen = Files.newOutputStream(openedByAReader(path))) {
      Runtimes.CURRENT_THREAD.run(
          () -> {
            AsyncFile reader = await(AsyncFile.open(path));
            JoinHandle<Throwable> read =
                spawn(fails(Throwable.class, reader.read(ByteBuffer.allocate(1))));
            for (int i = 0; i < 3; i++) {
              await(yieldNow());
            }
            reader.close();
            assertThat(await(read)).isInstanceOf(IOException.class).hasMessage(path + " is closed");
            return null;
          });
    }
    assertThat(Descriptors.of(path.toString())).isEmpty();
  }

  /** To open a pipe for writing waits for a reader. */
  private static Path openedByAReader(Path path) {
    Thread reader =
        new Thread(
            () -> {
              try {
                FileChannel.open(path).close();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return path;
  }

  @Test
  void oneThatIsOpenedTooLateIsClosed() throws Exception {
    Path path = Fifo.make(directory.resolve("pipe"));
    try (AsyncRuntime runtime = BusyPool.runtime()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                // The thread may not have begun when it is aborted; not so each time.
                for (int i = 0; i < 50; i++) {
                  JoinHandle<AsyncFile> opening = spawn(AsyncFile.open(path));
                  await(Until.holds(() -> runtime.metrics().idleBlockingThreads() == 0));
                  opening.abort();
                  assertThat(await(opening.outcome())).isInstanceOf(Outcome.Cancelled.class);
                  try (FileChannel otherEnd = FileChannel.open(path, READ, WRITE)) {
                    await(spawnBlocking(() -> null));
                  }
                }
              }));
    }
    assertThat(Descriptors.of(path.toString())).isEmpty();
  }

  // Failures

  @Test
  void aFullDiskIsToldWithTheNameOfTheFile() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.open(FULL, WRITE))) {
            ByteBuffer source = bytes("no room");
            assertThat(await(fails(Throwable.class, file.write(source))))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/dev/full: No space left on device");
            assertThat(source.remaining()).as("nothing was written").isEqualTo(7);
            assertThat(file.position()).isZero();
            await(file.flush());
          }
          return null;
        });
  }

  @Test
  void aFailureThatNobodyHasWaitedForIsToldByWhatComesNext() throws Exception {
    try (AsyncRuntime runtime = BusyPool.runtime()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                AsyncFile file = await(AsyncFile.open(FULL, WRITE));
                for (Future<?> next : List.of(file.flush(), file.sync(), file.closeAsync())) {
                  try (BusyPool busy = BusyPool.take()) {
                    assertThat(await(timesOut(file.write(bytes("x"))))).isTrue();
                  }
                  assertThat(await(fails(Throwable.class, next)))
                      .hasMessageContaining("an earlier write to /dev/full")
                      .hasRootCauseMessage("No space left on device");
                }
                assertThat(file.isOpen()).isFalse();
                await(file.closeAsync());
              }));
    }
    assertThat(Descriptors.of("/dev/full")).isEmpty();
  }

  @Test
  void aFailureAfterACloseIsReported() throws Exception {
    List<Throwable> reported = new CopyOnWriteArrayList<>();
    try (AsyncRuntime runtime =
        AsyncRuntime.multiThread()
            .maxBlockingThreads(1)
            .uncaughtExceptionHandler((task, failure) -> reported.add(failure))
            .build()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                try (AsyncFile file = await(AsyncFile.open(FULL, WRITE));
                    BusyPool busy = BusyPool.take()) {
                  assertThat(await(timesOut(file.write(bytes("x"))))).isTrue();
                  file.close();
                }
              }));
    }
    assertThat(reported).singleElement().isInstanceOf(FileSystemException.class);
  }

  @Test
  void openingSaysWhatIsWrong() throws Exception {
    Path none = directory.resolve("none");
    Path there = file("");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(fails(Throwable.class, AsyncFile.open(none))))
              .isInstanceOf(NoSuchFileException.class)
              .hasMessage(none.toString());
          assertThat(await(fails(Throwable.class, AsyncFile.open(there, CREATE_NEW, WRITE))))
              .isInstanceOf(FileAlreadyExistsException.class)
              .hasMessage(there.toString());
          assertThat(await(fails(Throwable.class, AsyncFile.create(directory))))
              .isInstanceOf(FileSystemException.class)
              .hasMessageContaining(directory + ": ");
          assertThat(await(fails(Throwable.class, AsyncFile.open(none.resolve("below")))))
              .hasMessageContaining(none.resolve("below").toString());
          return null;
        });
  }

  @Test
  void aReadOfADirectoryAndAWrongUseNameTheFile() throws Exception {
    Path path = file("x");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.open(directory))) {
            assertThat(await(fails(Throwable.class, file.read(ByteBuffer.allocate(1)))))
                .hasMessage(directory + ": Is a directory");
          }
          try (AsyncFile file = await(AsyncFile.open(path))) {
            assertThat(await(fails(Throwable.class, file.write(bytes("y")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(path + " wasn't opened with WRITE");
            assertThatThrownBy(() -> file.seek(-1)).hasMessageContaining("-1");
            assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1).asReadOnlyBuffer()))
                .isInstanceOf(IllegalArgumentException.class);
            assertThat(await(fails(Throwable.class, file.readFully(2))))
                .isInstanceOf(EOFException.class);
          }
          return null;
        });
  }

  @Test
  void whatIsRemovedStaysReadableByWhoHasOpenedIt() throws Exception {
    Path path = file("x");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.open(path))) {
            Files.delete(path);
            assertThat(await(file.readToString())).isEqualTo("x");
          }
          return null;
        });
  }

  @Test
  void aClosedFileSaysSo() throws Exception {
    Path path = file("x");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          AsyncFile file = await(AsyncFile.open(path));
          file.close();
          file.close();
          assertThat(await(fails(Throwable.class, file.read(ByteBuffer.allocate(1)))))
              .hasMessage(path + " is closed");
          await(file.closeAsync());
          return null;
        });
  }

  // Locks

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aLockIsWaitedForAndComesWhenItIsReleased(Runtimes runtimes) throws Exception {
    Path path = file("");
    runtimes.run(
        () -> {
          try (AsyncFile one = await(AsyncFile.open(path, READ, WRITE));
              AsyncFile two = await(AsyncFile.open(path, READ, WRITE))) {
            FileGuard held = await(one.lock());
            assertThat(await(two.tryLock())).isNull();
            assertThat(await(two.tryLock(0, 1, true))).isNull();
            JoinHandle<FileGuard> waits = spawn(two.lock(10, 5, false));
            await(sleep(Duration.ofMillis(20)));
            assertThat(waits.isFinished()).isFalse();
            held.close();
            held.close();
            try (FileGuard part = await(waits)) {
              assertThat(part.position()).isEqualTo(10);
              assertThat(part.size()).isEqualTo(5);
              assertThat(part.isShared()).isFalse();
              try (FileGuard other = await(one.tryLock(0, 10, true))) {
                assertThat(other.isShared()).isTrue();
              }
            }
          }
          return null;
        });
  }

  @Test
  void aWaitForALockThatIsCancelledHoldsNothing() throws Exception {
    Path path = file("");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (AsyncFile one = await(AsyncFile.open(path, WRITE));
              AsyncFile two = await(AsyncFile.open(path, WRITE))) {
            FileGuard held = await(one.lock());
            for (int i = 0; i < 10; i++) {
              assertThat(await(timesOut(two.lock()))).isTrue();
            }
            held.close();
            assertThat(await(one.tryLock())).isNotNull();
          }
          return null;
        });
  }

  @Test
  void locksKeepTheCountsOfTasksApart() throws Exception {
    Path path = file("0");
    Runtimes.FOUR_WORKERS.run(
        () -> {
          await(Weft.joinEach(numbers(), n -> await(increment(path))));
          return null;
        });
    assertThat(path).hasContent("50");
  }

  @Async
  private static Future<Void> increment(Path path) throws IOException {
    try (AsyncFile file = await(AsyncFile.open(path, READ, WRITE));
        FileGuard lock = await(file.lock())) {
      int count = Integer.parseInt(await(file.readToString()));
      file.seek(0);
      await(file.writeAll(bytes(String.valueOf(count + 1))));
    }
    return ready();
  }

  // Runtimes

  @Test
  void tasksOfSeveralRuntimesMayUseItOneAfterTheOther() throws Exception {
    Path path = file("");
    AsyncFile file = Runtimes.CURRENT_THREAD.run(() -> await(AsyncFile.open(path, READ, WRITE)));
    for (Runtimes each : Runtimes.values()) {
      each.run(
          () -> {
            await(file.writeAll(bytes("x")));
            return null;
          });
    }
    Runtimes.ONE_WORKER.run(
        () -> {
          await(using(file, f -> await(f.sync())));
          return null;
        });
    assertThat(path).hasContent("x".repeat(Runtimes.values().length));
    assertThat(file.isOpen()).isFalse();
  }

  @Test
  @Tag("T107")
  void aLoopOfReadsLetsOthersRun() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          int[] ticks = {0};
          JoinHandle<Void> other =
              spawn(
                  () -> {
                    while (true) {
                      ticks[0]++;
                      await(yieldNow());
                    }
                  });
          try (AsyncFile zero = await(AsyncFile.open(Path.of("/dev/zero")))) {
            ByteBuffer target = ByteBuffer.allocate(1);
            for (int i = 0; i < 1000; i++) {
              await(zero.read(target.clear()));
            }
          }
          assertThat(ticks[0]).isGreaterThan(100);
          other.abort();
          assertThat(await(other.outcome())).isInstanceOf(Outcome.Cancelled.class);
          return null;
        });
  }
}
