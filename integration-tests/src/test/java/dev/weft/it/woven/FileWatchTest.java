package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.using;
import static dev.weft.Weft.yieldNow;
import static dev.weft.junit5.AsyncAssertions.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.fs.AsyncFiles;
import dev.weft.fs.FileEvent;
import dev.weft.fs.FileEvent.Kind;
import dev.weft.fs.FileWatch;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Watched directories. Not on a deterministic runtime, which doesn't wait for the system. */
@Timeout(60)
final class FileWatchTest {
  @TempDir Path directory;

  private static void joinWatchThreads() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("weft-watch")) {
        thread.join();
      }
    }
  }

  private static long watchThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("weft-watch"))
        .count();
  }

  @ParameterizedTest
  @EnumSource(value = Runtimes.class, mode = Mode.EXCLUDE, names = "DETERMINISTIC")
  void whatHappensIsTold(Runtimes runtimes) throws Exception {
    Path file = directory.resolve("file");
    runtimes.run(
        () -> {
          try (FileWatch watch = await(AsyncFiles.watch(directory, Kind.CREATED, Kind.DELETED))) {
            assertThat(watch.directory()).isEqualTo(directory);
            JoinHandle<FileEvent> waits = spawn(watch.next());
            Files.writeString(file, "x");
            assertThat(await(waits)).isEqualTo(new FileEvent(Kind.CREATED, file));
            Files.delete(file);
            assertThat(await(watch.next())).isEqualTo(new FileEvent(Kind.DELETED, file));
          }
          return null;
        });
  }

  @Test
  void severalMayWatchOneDirectoryEachForItsOwn() throws Exception {
    Path file = directory.resolve("file");
    Path other = Files.createDirectory(directory.resolve("other"));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          FileWatch all = await(AsyncFiles.watch(directory));
          FileWatch changes = await(AsyncFiles.watch(directory, Kind.MODIFIED));
          FileWatch elsewhere = await(AsyncFiles.watch(other));
          assertThat(watchThreads()).isEqualTo(1);
          Files.writeString(file, "x");
          Path inside = Files.createFile(other.resolve("inside"));
          assertThat(await(all.next())).isEqualTo(new FileEvent(Kind.CREATED, file));
          assertThat(await(changes.next())).isEqualTo(new FileEvent(Kind.MODIFIED, file));
          assertThat(await(elsewhere.next())).isEqualTo(new FileEvent(Kind.CREATED, inside));
          all.close();
          all.close();
          assertThat(await(all.next())).isNull();
          Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
          assertThat(await(changes.next())).isEqualTo(new FileEvent(Kind.MODIFIED, file));
          await(using(changes, watch -> true));
          await(elsewhere.closeAsync());
          return null;
        });
    while (watchThreads() > 0 || !Descriptors.of("inotify").isEmpty()) {
      Thread.sleep(1);
    }
  }

  @Test
  void aNextThatIsCancelledLosesNothing() throws Exception {
    Runtimes.FOUR_WORKERS.run(
        () -> {
          try (FileWatch watch = await(AsyncFiles.watch(directory, Kind.CREATED))) {
            for (int i = 0; i < 20; i++) {
              assertThat(await(timesOut(watch.next()))).isTrue();
              Path file = Files.createFile(directory.resolve("file" + i));
              assertThat(await(watch.next())).isEqualTo(new FileEvent(Kind.CREATED, file));
            }
          }
          return null;
        });
  }

  @Async
  private static Future<Boolean> timesOut(Future<?> future) {
    try {
      await(timeout(Duration.ofMillis(1), future));
      return ready(false);
    } catch (TimeoutException e) {
      return ready(true);
    }
  }

  @Test
  void whoIsSlowIsToldThatEventsAreMissing() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (FileWatch slow = await(AsyncFiles.watch(directory, Kind.CREATED));
              FileWatch fast = await(AsyncFiles.watch(directory, Kind.CREATED))) {
            Path last = directory;
            for (int i = 0; i < 1100; i++) {
              last = Files.createFile(directory.resolve("file" + i));
              if (i % 100 == 99) {
                await(upTo(fast, last));
              }
            }
            List<FileEvent> seen = new ArrayList<>();
            FileEvent event = await(slow.next());
            while (event.kind() != Kind.OVERFLOW) {
              seen.add(event);
              event = await(slow.next());
            }
            assertThat(event.path()).isEqualTo(directory);
            assertThat(seen).hasSize(1024);
            Path next = Files.createFile(directory.resolve("next"));
            assertThat(await(slow.next())).isEqualTo(new FileEvent(Kind.CREATED, next));
          }
          return null;
        });
  }

  @Async
  private static Future<Void> upTo(FileWatch watch, Path last) {
    while (!await(watch.next()).path().equals(last)) {
      await(yieldNow());
    }
    return ready();
  }

  @Test
  void aDirectoryThatIsDeletedEndsTheStream() throws Exception {
    Path gone = Files.createDirectory(directory.resolve("gone"));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (FileWatch watch = await(AsyncFiles.watch(gone))) {
            Files.delete(gone);
            assertThat(await(watch.next())).isNull();
            assertThat(await(watch.next())).isNull();
          }
          return null;
        });
  }

  @Test
  void whatCannotBeWatchedIsNamed() throws Exception {
    Path none = directory.resolve("none");
    Path file = Files.createFile(directory.resolve("file"));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(fails(NoSuchFileException.class, AsyncFiles.watch(none))))
              .hasMessage(none.toString());
          assertThat(await(fails(NotDirectoryException.class, AsyncFiles.watch(file))))
              .hasMessage(file.toString());
          return null;
        });
    joinWatchThreads();
  }

  @Test
  void aWatchThatBeginsTooLateIsClosed() throws Exception {
    Runtimes.FOUR_WORKERS.run(
        () -> {
          for (int i = 0; i < 100; i++) {
            await(timesOut(closed(AsyncFiles.watch(directory))));
          }
          return null;
        });
    joinWatchThreads();
  }

  @Async
  private static Future<Void> closed(Future<FileWatch> opening) {
    await(opening).close();
    return ready();
  }
}
