package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.using;
import static dev.weft.Weft.yieldNow;
import static dev.weft.junit5.AsyncAssertions.fails;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.fs.AsyncFile;
import dev.weft.fs.AsyncFiles;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Files} does, without a thread that waits. */
@Timeout(60)
@SuppressWarnings("try") // what is held for a while is not used
final class AsyncFilesTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir Path directory;

  /** They give something that blocks; {@link AsyncFile} and streams are in their place. */
  private static final Set<String> GIVE_WHAT_BLOCKS =
      Set.of(
          "newInputStream",
          "newOutputStream",
          "newByteChannel",
          "newDirectoryStream",
          "newBufferedReader",
          "newBufferedWriter",
          "getFileAttributeView");

  /** Some {@code copy} are given something that blocks. */
  private static boolean isLeftOut(Method method) {
    return GIVE_WHAT_BLOCKS.contains(method.getName())
        || Arrays.stream(method.getParameterTypes())
            .anyMatch(type -> type.getPackageName().equals("java.io"));
  }

  @Test
  void everythingThatFilesOffersIsThereOrLeftOutOnPurpose() {
    Set<String> all = signatures(Files.class, method -> true);
    assertThat(signatures(AsyncFiles.class, method -> true))
        .containsAll(signatures(Files.class, method -> !isLeftOut(method)));
    assertThat(all).hasSizeGreaterThan(60);
    assertThat(names(all)).containsAll(GIVE_WHAT_BLOCKS);
    assertThat(names(signatures(AsyncFiles.class, method -> true)))
        .doesNotContainAnyElementsOf(GIVE_WHAT_BLOCKS);
  }

  private static Set<String> signatures(Class<?> type, Predicate<Method> which) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(which)
        .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(Set<String> signatures) {
    return signatures.stream()
        .map(each -> each.substring(0, each.indexOf('[')))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void wholeFilesAreReadAndWritten(Runtimes runtimes) throws Exception {
    Path path = directory.resolve("file");
    runtimes.run(
        () -> {
          assertThat(await(AsyncFiles.exists(path))).isFalse();
          assertThat(await(AsyncFiles.notExists(path))).isTrue();
          assertThat(await(AsyncFiles.writeString(path, "häuser\n"))).isEqualTo(path);
          assertThat(await(AsyncFiles.readString(path))).isEqualTo("häuser\n");
          assertThat(await(AsyncFiles.readString(path, ISO_8859_1))).startsWith("hÃ¤");
          await(AsyncFiles.write(path, List.of("two", "three"), APPEND));
          assertThat(await(AsyncFiles.readAllLines(path)))
              .containsExactly("häuser", "two", "three");
          await(AsyncFiles.write(path, new byte[] {1, 2, 3}));
          assertThat(await(AsyncFiles.readAllBytes(path))).containsExactly(1, 2, 3);
          assertThat(await(AsyncFiles.size(path))).isEqualTo(3);
          await(AsyncFiles.writeString(path, "ä", ISO_8859_1, CREATE));
          assertThat(await(AsyncFiles.readAllBytes(path))).startsWith(0xe4);
          assertThat(await(fails(IOException.class, AsyncFiles.readString(path))))
              .hasMessageContaining(path.toString());
          await(AsyncFiles.delete(path));
          assertThat(await(AsyncFiles.deleteIfExists(path))).isFalse();
          return null;
        });
  }

  @Test
  @Tag("T107")
  void aCopyKeepsThePermissions() throws Exception {
    Path source = Files.writeString(directory.resolve("source"), "x");
    Path target = directory.resolve("target");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          var permissions = PosixFilePermissions.fromString("r-xr-x---");
          await(AsyncFiles.setPosixFilePermissions(source, permissions));
          await(AsyncFiles.copy(source, target));
          assertThat(await(AsyncFiles.getPosixFilePermissions(target))).isEqualTo(permissions);
          assertThat(await(AsyncFiles.mismatch(source, target))).isEqualTo(-1);
          assertThat(await(AsyncFiles.isSameFile(source, target))).isFalse();
          return null;
        });
  }

  @Test
  void directoriesLinksAndTemporaryFiles() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Path deep = await(AsyncFiles.createDirectories(directory.resolve("a/b")));
          await(AsyncFiles.createDirectories(deep));
          Path sub = await(AsyncFiles.createDirectory(deep.resolve("c")));
          Path file = await(AsyncFiles.createFile(sub.resolve("d")));
          Path link = await(AsyncFiles.createSymbolicLink(sub.resolve("e"), file));
          assertThat(await(AsyncFiles.readSymbolicLink(link))).isEqualTo(file);
          assertThat(await(AsyncFiles.isSymbolicLink(link))).isTrue();
          assertThat(await(AsyncFiles.isSameFile(link, file))).isTrue();
          await(AsyncFiles.createLink(sub.resolve("f"), file));
          assertThat(await(AsyncFiles.getAttribute(file, "unix:nlink"))).isEqualTo(2);
          Path moved = await(AsyncFiles.move(file, sub.resolve("f"), REPLACE_EXISTING));
          assertThat(await(AsyncFiles.isRegularFile(moved))).isTrue();
          assertThat(await(AsyncFiles.createTempFile(sub, "x", ".y"))).exists();
          assertThat(await(AsyncFiles.createTempDirectory(sub, null))).isDirectory();
          Path elsewhere = await(AsyncFiles.createTempFile("weft", null));
          await(AsyncFiles.delete(elsewhere));
          await(AsyncFiles.delete(await(AsyncFiles.createTempDirectory("weft"))));
          Path outside = await(AsyncFiles.createFile(directory.resolve("outside")));
          await(AsyncFiles.createSymbolicLink(sub.resolve("out"), directory));
          await(AsyncFiles.deleteTree(directory.resolve("a")));
          assertThat(directory.resolve("a")).doesNotExist();
          assertThat(outside).exists();
          return null;
        });
  }

  @Test
  void attributes() throws Exception {
    Path path = Files.writeString(directory.resolve("file"), "x");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          FileTime time = FileTime.fromMillis(1_000);
          await(AsyncFiles.setLastModifiedTime(path, time));
          assertThat(await(AsyncFiles.getLastModifiedTime(path))).isEqualTo(time);
          BasicFileAttributes all =
              await(AsyncFiles.readAttributes(path, BasicFileAttributes.class));
          assertThat(all.lastModifiedTime()).isEqualTo(time);
          assertThat(await(AsyncFiles.readAttributes(path, "size"))).containsEntry("size", 1L);
          await(AsyncFiles.setAttribute(path, "lastModifiedTime", FileTime.fromMillis(2_000)));
          await(AsyncFiles.setOwner(path, await(AsyncFiles.getOwner(path))));
          assertThat(await(AsyncFiles.isHidden(path))).isFalse();
          assertThat(await(AsyncFiles.isReadable(path))).isTrue();
          assertThat(await(AsyncFiles.isWritable(path))).isTrue();
          assertThat(await(AsyncFiles.isExecutable(path))).isFalse();
          assertThat(await(AsyncFiles.isDirectory(path))).isFalse();
          assertThat(await(AsyncFiles.getFileStore(path))).isNotNull();
          await(AsyncFiles.probeContentType(path));
          return null;
        });
  }

  @Test
  void failuresAreThoseOfFilesAndNameThePath() throws Exception {
    Path none = directory.resolve("none");
    Path full = Files.createDirectory(directory.resolve("full"));
    Files.createFile(full.resolve("x"));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(fails(NoSuchFileException.class, AsyncFiles.readString(none))))
              .hasMessage(none.toString());
          assertThat(await(fails(NoSuchFileException.class, AsyncFiles.delete(none))))
              .hasMessage(none.toString());
          assertThat(await(fails(DirectoryNotEmptyException.class, AsyncFiles.delete(full))))
              .hasMessage(full.toString());
          assertThat(await(fails(FileSystemException.class, AsyncFiles.list(none).next())))
              .hasMessage(none.toString());
          assertThat(await(fails(IOException.class, AsyncFiles.readAllBytes(full))))
              .hasMessage(full + ": Is a directory");
          assertThat(
                  await(
                      fails(
                          FileSystemException.class,
                          AsyncFiles.writeString(Path.of("/dev/full"), "x"))))
              .hasMessage("/dev/full: No space left on device");
          return null;
        });
    assertThatThrownBy(() -> AsyncFiles.walk(none, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> AsyncFiles.exists(null)).isInstanceOf(NullPointerException.class);
  }

  /** The system refuses to write this one to root, too, as whom tests may run. */
  @Test
  void aFileThatMustNotBeWrittenIsToldOf() throws Exception {
    Path readOnly = Path.of("/sys/kernel/uevent_seqnum");
    assumeThat(readOnly).isRegularFile();
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(
                  await(fails(AccessDeniedException.class, AsyncFiles.writeString(readOnly, "1"))))
              .hasMessage(readOnly.toString());
          assertThat(await(fails(AccessDeniedException.class, AsyncFile.open(readOnly, WRITE))))
              .hasMessage(readOnly.toString());
          return null;
        });
    assertThat(Descriptors.of(readOnly.toString())).isEmpty();
  }

  // Streams

  private void fill(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Files.createFile(directory.resolve("file" + i));
    }
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void directoriesAreListedInBatches(Runtimes runtimes) throws Exception {
    fill(200);
    runtimes.run(
        () -> {
          Set<Path> seen = new TreeSet<>();
          int hops = 0;
          AsyncStream<Path> entries = AsyncFiles.list(directory);
          Pendings<Path> next = new Pendings<>(entries.next());
          for (Path path = await(next); path != null; path = await(next)) {
            seen.add(path);
            hops += next.count();
            next = new Pendings<>(entries.next());
          }
          assertThat(seen).hasSize(200);
          assertThat(hops).isLessThan(2 * 200 / 32);
          assertThat(await(AsyncFiles.list(directory, "*7").count())).isEqualTo(20);
          assertThat(await(AsyncFiles.walk(directory).count())).isEqualTo(201);
          assertThat(await(AsyncFiles.walk(directory, 0).toList())).containsExactly(directory);
          AsyncStream<Path> found =
              AsyncFiles.find(directory, 1, (path, attributes) -> attributes.isDirectory());
          assertThat(await(found.toList())).containsExactly(directory);
          return null;
        });
    assertThat(Descriptors.of(directory.toString())).isEmpty();
  }

  @Test
  void aStreamThatIsLeftIsClosed() throws Exception {
    fill(100);
    Path text =
        Files.write(
            directory.resolve("text"), IntStream.range(0, 999).mapToObj(i -> "" + i).toList());
    Runtimes.ONE_WORKER.run(
        () -> {
          for (AsyncStream<?> each :
              List.of(
                  AsyncFiles.list(directory), AsyncFiles.walk(directory), AsyncFiles.lines(text))) {
            await(using(each, stream -> await(stream.next())));
            assertThat(await(each.next())).isNull();
            await(each.closeAsync());
          }
          await(AsyncFiles.list(directory).closeAsync());
          return null;
        });
    assertThat(Descriptors.of(directory.toString())).isEmpty();
  }

  @Test
  void aNextThatIsCancelledLosesNoEntry() throws Exception {
    fill(300);
    try (AsyncRuntime runtime = BusyPool.runtime()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                Set<Path> seen = new TreeSet<>();
                AsyncStream<Path> entries = AsyncFiles.list(directory);
                boolean more = true;
                while (more) {
                  try (BusyPool busy = BusyPool.take()) {
                    more = await(ends(entries, seen));
                  }
                  Path path = await(entries.next());
                  more = path != null;
                  if (path != null) {
                    seen.add(path);
                  }
                }
                assertThat(seen).hasSize(300);
              }));
    }
  }

  @Async
  private static Future<Boolean> ends(AsyncStream<Path> entries, Set<Path> seen) {
    try {
      while (true) {
        Path path = await(timeout(MOMENT, entries.next()));
        if (path == null) {
          return ready(false);
        }
        seen.add(path);
      }
    } catch (TimeoutException e) {
      return ready(true);
    }
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void linesComeInTheirOrder(Runtimes runtimes) throws Exception {
    List<String> lines = IntStream.range(0, 1000).mapToObj(i -> "line " + i).toList();
    Path path = Files.write(directory.resolve("text"), lines);
    runtimes.run(
        () -> {
          List<String> read = new ArrayList<>();
          for (String line : each(AsyncFiles.lines(path), IOException.class)) {
            read.add(line);
          }
          assertThat(read).isEqualTo(lines);
          return null;
        });
  }

  @Test
  void linesOfAPipeComeWhenTheyAreThere() throws Exception {
    Path path = Fifo.make(directory.resolve("pipe"));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          AsyncStream<String> lines = AsyncFiles.lines(path);
          JoinHandle<String> first = spawn(() -> await(lines.next()));
          try (AsyncFile writer = await(AsyncFile.open(path, WRITE))) {
            await(writer.writeAll("one\n".getBytes(UTF_8)));
            assertThat(await(first)).isEqualTo("one");
            await(writer.writeAll("two\nthree\n".getBytes(UTF_8)));
            assertThat(await(lines.next())).isEqualTo("two");
          }
          assertThat(await(lines.next())).isEqualTo("three");
          assertThat(await(lines.next())).isNull();
          return null;
        });
  }

  @Test
  void whatIsAtHandBeforeAFailureIsGiven() throws Exception {
    Path path = directory.resolve("text");
    Files.write(path, "good\n".repeat(3).getBytes(UTF_8));
    Files.write(path, ("x".repeat(20_000) + "\n").getBytes(UTF_8), APPEND);
    Files.write(path, new byte[] {(byte) 0xff, '\n'}, APPEND);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          AsyncStream<String> lines = AsyncFiles.lines(path);
          for (int i = 0; i < 3; i++) {
            assertThat(await(lines.next())).isEqualTo("good");
          }
          assertThat(await(fails(IOException.class, lines.next())))
              .hasMessageContaining(path.toString());
          assertThat(await(lines.next())).isNull();
          return null;
        });
    assertThat(Descriptors.of(directory.toString())).isEmpty();
  }

  @Test
  void aVisitorSeesTheTreeUntilItsTaskIsGone() throws Exception {
    fill(50);
    try (AsyncRuntime runtime = BusyPool.runtime()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                List<Path> seen = new CopyOnWriteArrayList<>();
                await(AsyncFiles.walkFileTree(directory, visitor(seen, new CountDownLatch(0))));
                assertThat(seen).hasSize(50);
                seen.clear();
                CountDownLatch goOn = new CountDownLatch(1);
                JoinHandle<Path> walk =
                    spawn(AsyncFiles.walkFileTree(directory, visitor(seen, goOn)));
                await(Until.holds(() -> !seen.isEmpty()));
                walk.abort();
                await(walk.outcome());
                goOn.countDown();
                await(spawnBlocking(() -> null));
                assertThat(seen).hasSize(1);
              }));
    }
    assertThat(Descriptors.of(directory.toString())).isEmpty();
  }

  private static SimpleFileVisitor<Path> visitor(List<Path> seen, CountDownLatch goOn) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        seen.add(file);
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        assertThat(goOn.getCount()).isZero();
        return FileVisitResult.CONTINUE;
      }
    };
  }

  @Test
  @Tag("T119b")
  void aWriteOfAWholeFileIsCarriedOutInSpiteOfACancellation() throws Exception {
    Path path = directory.resolve("file");
    try (AsyncRuntime runtime = BusyPool.runtime()) {
      runtime.blockOn(
          Weft.<Exception>async(
              () -> {
                try (BusyPool busy = BusyPool.take()) {
                  boolean late = false;
                  try {
                    await(timeout(MOMENT, AsyncFiles.writeString(path, "saved")));
                  } catch (TimeoutException e) {
                    late = true;
                  }
                  assertThat(late).isTrue();
                  await(yieldNow());
                }
              }));
    }
    assertThat(path).hasContent("saved");
  }
}
