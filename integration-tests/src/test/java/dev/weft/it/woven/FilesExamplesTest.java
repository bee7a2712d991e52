package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.fs.AsyncFile;
import dev.weft.fs.AsyncFiles;
import dev.weft.fs.FileEvent;
import dev.weft.fs.FileWatch;
import dev.weft.io.Stdio;
import dev.weft.process.Child;
import dev.weft.process.Command;
import dev.weft.process.Output;
import dev.weft.process.Redirect;
import dev.weft.signal.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of the page about files and in the documentation of its types; {@code JavadocTest}
 * sees to it that they are the same.
 */
@Timeout(60)
final class FilesExamplesTest {
  private final List<String> log = new ArrayList<>();

  @TempDir Path directory;

  private void print(String text) {
    log.add(text);
  }

  @Test
  void files() throws Exception {
    Path path = directory.resolve("file");
    Path copy = directory.resolve("copy");
    byte[] bytes = {'x'};
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (AsyncFile file = await(AsyncFile.create(path))) {
            await(file.writeAll(bytes));
            await(file.sync());
          }
          String text = await(AsyncFiles.readString(path));
          await(AsyncFiles.writeString(copy, text));
          return null;
        });
    assertThat(copy).hasContent("x");
  }

  @Test
  void watches() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<Void> task = spawn(watch(directory));
          while (log.isEmpty()) {
            Files.createTempFile(directory, "x", "y");
            await(yieldNow());
          }
          task.abort();
          await(task.outcome());
          return null;
        });
  }

  @Async
  private Future<Void> watch(Path inbox) throws IOException {
    try (FileWatch watch = await(AsyncFiles.watch(inbox, FileEvent.Kind.CREATED))) {
      for (FileEvent event : each(watch)) {
        await(take(event.path()));
      }
    }
    return ready();
  }

  @Async
  private Future<Void> take(Path path) {
    log.add(path.toString());
    return ready();
  }

  @Test
  void processes() throws Exception {
    Path checkout = directory;
    byte[] lines = "b\na\n".getBytes(UTF_8);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (Child sort =
              await(Command.of("sort").stdin(Redirect.PIPE).stdout(Redirect.PIPE).spawn())) {
            await(sort.stdin().writeAll(lines));
            await(sort.stdin().shutdown());
            print(await(sort.stdout().readToString()));
            await(sort.waitFor());
          }
          assertThat(log).containsExactly("a\nb\n");
          Output log = await(Command.of("git", "log", "--oneline").directory(checkout).output());
          if (log.status().isSuccess()) {
            print(log.text());
          }
          return null;
        });
  }

  /** A process that was started with nohup stays deaf to HUP. */
  private static boolean hears(int signal) throws IOException {
    String status = Files.readString(Path.of("/proc/self/status"));
    String ignored = status.replaceAll("(?s).*SigIgn:\\s*(\\w+).*", "$1");
    return (Long.parseUnsignedLong(ignored, 16) >> (signal - 1) & 1) == 0;
  }

  @Test
  void signals() throws Exception {
    assumeTrue(hears(1) && hears(15));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<Void> task = spawn(configured());
          await(yieldNow());
          String pid = "" + ProcessHandle.current().pid();
          await(Command.of("kill", "-HUP", pid).status());
          await(Until.holds(() -> log.size() == 1));
          await(Command.of("kill", "-TERM", pid).status());
          await(task);
          return null;
        });
  }

  @Async
  private Future<Void> configured() {
    try (Signal hangup = Signal.hangup();
        Signal terminate = Signal.terminate()) {
      while (await(select(hangup.next(), terminate.next())).index() == 1) {
        await(readConfiguration());
      }
    }
    return ready();
  }

  @Async
  private Future<Void> readConfiguration() {
    log.add("configuration");
    return ready();
  }

  @Test
  void standardStreams() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, false, UTF_8));
    try {
      Runtimes.CURRENT_THREAD.run(
          () -> {
            await(Stdio.stdout().writeAll("What is your name? ".getBytes(UTF_8)));
            return null;
          });
    } finally {
      System.setOut(before);
    }
    assertThat(written.toString(UTF_8)).isEqualTo("What is your name? ");
  }
}
