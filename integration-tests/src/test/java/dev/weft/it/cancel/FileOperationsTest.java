package dev.weft.it.cancel;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.timeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.fs.AsyncFile;
import dev.weft.fs.AsyncFiles;
import dev.weft.fs.FileGuard;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation on files that says it loses nothing waits for a thread, is cancelled, made again,
 * and gives what it would have given. Apart from {@link CancelSafetyTest}, as a clock that stands
 * still doesn't go on while a thread is busy.
 */
@Timeout(60)
final class FileOperationsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Map<String, Case> CASES = new TreeMap<>();

  /** Makes the future of an operation on a file that holds "0123", or on its path. */
  private interface Start {
    Future<?> of(AsyncFile file, Path path) throws Exception;
  }

  private record Case(String name, Start start, Object result) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static void add(String name, Object result, Start start) {
    CASES.put(name, new Case(name, start, result));
  }

  static {
    add("AsyncFile.read", 4, (file, path) -> file.read(ByteBuffer.allocate(9)));
    add("AsyncFile.readAt", 3, (file, path) -> file.readAt(ByteBuffer.allocate(9), 1));
    add("AsyncFile.write", 1, (file, path) -> file.write(ByteBuffer.wrap(new byte[] {'0'})));
    add("AsyncFile.writeAt", 1, (file, path) -> file.writeAt(ByteBuffer.wrap(new byte[1]), 9));
    add("AsyncFile.flush", "done", (file, path) -> file.flush());
    add("AsyncFile.shutdown", "done", (file, path) -> file.shutdown());
    add("AsyncFile.size", 4L, (file, path) -> file.size());
    add("AsyncFile.truncate", "done", (file, path) -> file.truncate(2));
    add("AsyncFile.sync", "done", (file, path) -> file.sync());
    add("AsyncFile.syncData", "done", (file, path) -> file.syncData());
    add("AsyncFile.lock", FileGuard.class, (file, path) -> file.lock());
    add("AsyncFile.tryLock", FileGuard.class, (file, path) -> file.tryLock());

    add("AsyncFiles.readAllBytes", byte[].class, (file, path) -> AsyncFiles.readAllBytes(path));
    add("AsyncFiles.readString", "0123", (file, path) -> AsyncFiles.readString(path, UTF_8));
    add("AsyncFiles.readAllLines", Object.class, (file, path) -> AsyncFiles.readAllLines(path));
    add("AsyncFiles.mismatch", -1L, (file, path) -> AsyncFiles.mismatch(path, path));
    add("AsyncFiles.createDirectories", Path.class, FileOperationsTest::directories);
    add("AsyncFiles.readSymbolicLink", Path.of("file"), FileOperationsTest::link);
    add("AsyncFiles.exists", true, (file, path) -> AsyncFiles.exists(path));
    add("AsyncFiles.notExists", false, (file, path) -> AsyncFiles.notExists(path));
    add("AsyncFiles.isDirectory", false, (file, path) -> AsyncFiles.isDirectory(path));
    add("AsyncFiles.isRegularFile", true, (file, path) -> AsyncFiles.isRegularFile(path));
    add("AsyncFiles.isSymbolicLink", false, (file, path) -> AsyncFiles.isSymbolicLink(path));
    add("AsyncFiles.isReadable", true, (file, path) -> AsyncFiles.isReadable(path));
    add("AsyncFiles.isWritable", true, (file, path) -> AsyncFiles.isWritable(path));
    add("AsyncFiles.isExecutable", false, (file, path) -> AsyncFiles.isExecutable(path));
    add("AsyncFiles.isHidden", false, (file, path) -> AsyncFiles.isHidden(path));
    add("AsyncFiles.isSameFile", true, (file, path) -> AsyncFiles.isSameFile(path, path));
    add("AsyncFiles.size", 4L, (file, path) -> AsyncFiles.size(path));
    add("AsyncFiles.probeContentType", "done", (file, path) -> AsyncFiles.probeContentType(path));
    add("AsyncFiles.getFileStore", Object.class, (file, path) -> AsyncFiles.getFileStore(path));
    add("AsyncFiles.getAttribute", 4L, (file, path) -> AsyncFiles.getAttribute(path, "size"));
    add("AsyncFiles.setAttribute", Path.class, FileOperationsTest::attribute);
    add(
        "AsyncFiles.readAttributes",
        Map.of("size", 4L),
        (file, path) -> AsyncFiles.readAttributes(path, "size", LinkOption.NOFOLLOW_LINKS));
    FileTime time = FileTime.fromMillis(1000);
    add(
        "AsyncFiles.getLastModifiedTime",
        FileTime.class,
        (file, path) -> AsyncFiles.getLastModifiedTime(path));
    add(
        "AsyncFiles.setLastModifiedTime",
        Path.class,
        (file, path) -> AsyncFiles.setLastModifiedTime(path, time));
    add("AsyncFiles.getOwner", Object.class, (file, path) -> AsyncFiles.getOwner(path));
    add(
        "AsyncFiles.setOwner",
        Path.class,
        (file, path) -> AsyncFiles.setOwner(path, Files.getOwner(path)));
    Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rw-------");
    add(
        "AsyncFiles.getPosixFilePermissions",
        Set.class,
        (file, path) -> AsyncFiles.getPosixFilePermissions(path));
    add(
        "AsyncFiles.setPosixFilePermissions",
        Path.class,
        (file, path) -> AsyncFiles.setPosixFilePermissions(path, mine));
  }

  private static Future<?> directories(AsyncFile file, Path path) throws Exception {
    return AsyncFiles.createDirectories(path.resolveSibling("a/b"));
  }

  private static Future<?> link(AsyncFile file, Path path) throws Exception {
    Path link = path.resolveSibling("link");
    Files.deleteIfExists(link);
    return AsyncFiles.readSymbolicLink(Files.createSymbolicLink(link, path.getFileName()));
  }

  private static Future<?> attribute(AsyncFile file, Path path) throws Exception {
    return AsyncFiles.setAttribute(path, "lastModifiedTime", FileTime.fromMillis(1000));
  }

  private static Stream<Case> cases() {
    return CASES.values().stream();
  }

  /** Whether this test sees to an operation, and not {@link CancelSafetyTest}. */
  static boolean tries(String operation) {
    return operation.startsWith("AsyncFile.") || operation.startsWith("AsyncFiles.");
  }

  @TempDir Path directory;
  private Path path = Path.of("");

  @BeforeEach
  void write() throws Exception {
    path = Files.writeString(directory.resolve("file"), "0123");
  }

  @Test
  void everyOperationThatLosesNothingIsTried() throws Exception {
    Set<String> safe = new TreeSet<>();
    for (Operation operation : Operation.all()) {
      if (!operation.losesData() && !operation.closes() && tries(operation.name())) {
        safe.add(operation.name());
      }
    }
    assertThat(CASES.keySet()).isEqualTo(safe);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneThatIsTimedOutWhileItWaitsLosesNothing(Case of) throws Exception {
    try (AsyncRuntime runtime =
        AsyncRuntime.multiThread().workerThreads(1).maxBlockingThreads(1).build()) {
      runtime.blockOn(Weft.<Exception>async(() -> await(timedOut(of))));
    }
  }

  @Async
  private Future<Void> timedOut(Case of) throws Exception {
    try (AsyncFile file =
        await(AsyncFile.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
      CountDownLatch began = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      JoinHandle<@Nullable Void> busy =
          spawnBlocking(
              () -> {
                began.countDown();
                release.await();
                return null;
              });
      began.await();
      boolean timedOut = false;
      try {
        await(timeout(MOMENT, of.start().of(file, path)));
      } catch (TimeoutException e) {
        timedOut = true;
      }
      assertThat(timedOut || of.name().matches("AsyncFile.(flush|shutdown)")).isTrue();
      release.countDown();
      await(busy);
      check(await(of.start().of(file, path)), of.result());
    }
    return ready();
  }

  private static void check(@Nullable Object value, Object expected) {
    if (expected instanceof Class<?> type) {
      assertThat(value).isInstanceOf(type);
    } else if (!expected.equals("done")) {
      assertThat(value).isEqualTo(expected);
    }
  }
}
