package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.joinEach;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.junit5.AsyncAssertions.fails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.io.TooLongException;
import dev.weft.process.Child;
import dev.weft.process.Command;
import dev.weft.process.ExitStatus;
import dev.weft.process.Output;
import dev.weft.process.Redirect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Child processes. Not on a deterministic runtime, which doesn't wait for them. */
@Timeout(120)
final class ProcessTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir Path directory;

  private static Command shell(String script) {
    return Command.of("sh", "-c", script);
  }

  private static Command cat() {
    return Command.of("cat").stdin(Redirect.PIPE).stdout(Redirect.PIPE);
  }

  private static Command sleeper() {
    return Command.of("sleep", "1000").stdin(Redirect.NULL);
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @ParameterizedTest
  @EnumSource(value = Runtimes.class, mode = Mode.EXCLUDE, names = "DETERMINISTIC")
  void outputIsCollectedWithTheStatus(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Output output = await(shell("echo out; echo err >&2; exit 3").output());
          assertThat(output.text()).isEqualTo("out\n");
          assertThat(new String(output.stderr(), UTF_8)).isEqualTo("err\n");
          assertThat(output.status()).isEqualTo(new ExitStatus(3)).hasToString("exit code 3");
          assertThat(output.status().isSuccess()).isFalse();
          assertThat(await(Command.of("true").status()).isSuccess()).isTrue();
          return null;
        });
  }

  @Test
  void bothOutputsAreReadAtTheSameTime() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          String half = "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; ";
          Output output = await(shell(half + half).output());
          assertThat(output.stdout()).hasSize(600_000);
          assertThat(output.stderr()).hasSize(600_000);
          return null;
        });
  }

  @Test
  void aProgramThatWritesTooMuchIsKilled() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(fails(TooLongException.class, Command.of("yes").output(1000)));
          assertThatThrownBy(() -> Command.of("yes").output(-1)).hasMessageContaining("-1");
          return null;
        });
    assertNoChildLives();
  }

  /** One that nothing ends has this wait until the test's time is over. */
  private static void assertNoChildLives() throws Exception {
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      ProcessHandle unused = child.onExit().get();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Runtimes.class, mode = Mode.EXCLUDE, names = "DETERMINISTIC")
  void whatIsWrittenComesBack(Runtimes runtimes) throws Exception {
    byte[] data = new byte[1 << 20];
    new Random(1).nextBytes(data);
    runtimes.run(
        () -> {
          try (Child child = await(cat().spawn())) {
            JoinHandle<byte[]> read = spawn(child.stdout().readToEnd());
            await(child.stdin().writeAll(data));
            await(child.stdin().flush());
            await(child.stdin().shutdown());
            await(child.stdin().shutdown());
            assertThat(Arrays.equals(await(read), data)).isTrue();
            assertThat(await(child.waitFor()).isSuccess()).isTrue();
            assertThat(await(fails(IOException.class, child.stdin().write(ByteBuffer.allocate(1)))))
                .hasMessageContaining("the input of cat");
          }
          return null;
        });
  }

  @Test
  void aReadThatIsCancelledLosesNothing() throws Exception {
    Runtimes.ONE_WORKER.run(
        () -> {
          try (Child child = await(cat().spawn())) {
            for (int i = 0; i < 100; i++) {
              ByteBuffer target = ByteBuffer.allocate(10);
              assertThat(await(timesOut(child.stdout().read(target)))).isTrue();
              await(child.stdin().writeAll(("line" + i % 10).getBytes(UTF_8)));
              ByteBuffer line = ByteBuffer.allocate(5);
              await(child.stdout().readFully(line));
              assertThat(UTF_8.decode(line.flip()).toString()).isEqualTo("line" + i % 10);
            }
          }
          return null;
        });
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

  @Test
  void aWaitEndsTheInputFirstBehindWhatWasWritten() throws Exception {
    Path copy = directory.resolve("copy");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Command toFile = Command.of("cat").stdin(Redirect.PIPE).stdout(Redirect.to(copy));
          try (Child child = await(toFile.spawn())) {
            await(child.stdin().writeAll("all of it".getBytes(UTF_8)));
            assertThat(child.tryWait()).isNull();
            assertThat(await(child.waitFor()).isSuccess()).isTrue();
            assertThat(child.tryWait()).isEqualTo(new ExitStatus(0));
            assertThat(child.isAlive()).isFalse();
          }
          return null;
        });
    assertThat(copy).hasContent("all of it");
  }

  @Test
  @Tag("T105")
  void anyNumberMayWaitOnAnyRuntimeAndAWaitMayBeCancelled() throws Exception {
    Child child = Runtimes.CURRENT_THREAD.run(() -> await(cat().spawn()));
    Runtimes.FOUR_WORKERS.run(
        () -> {
          for (int i = 0; i < 3; i++) {
            assertThat(await(timesOut(sleeperOf(child)))).isTrue();
          }
          List<JoinHandle<ExitStatus>> waits =
              IntStream.range(0, 10).mapToObj(i -> spawn(child.waitFor())).toList();
          for (JoinHandle<ExitStatus> each : waits) {
            assertThat(await(each)).isEqualTo(new ExitStatus(0));
          }
          return null;
        });
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(child.waitFor())).isSuccess()).isTrue();
    child.close();
  }

  /** Waits for a byte, as its input isn't ended. */
  private static Future<?> sleeperOf(Child child) throws IOException {
    return child.stdout().read(ByteBuffer.allocate(1));
  }

  @Test
  @Tag("T105")
  void aWaitThatIsCancelledIsMadeAgain() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (Child child = await(sleeper().spawn())) {
            for (int i = 0; i < 20; i++) {
              assertThat(await(timesOut(child.waitFor()))).isTrue();
            }
            child.kill();
            assertThat(await(child.waitFor())).isEqualTo(new ExitStatus(128 + 9));
          }
          return null;
        });
  }

  @Test
  @Tag("T105")
  void aKillAfterTheEndDoesNothing() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Child child = await(Command.of("true").spawn());
          await(child.waitFor());
          child.kill();
          child.terminate();
          child.close();
          child.close();
          assertThat(await(child.waitFor()).isSuccess()).isTrue();
          Child asked = await(sleeper().spawn());
          asked.terminate();
          assertThat(await(asked.waitFor())).isEqualTo(new ExitStatus(128 + 15));
          return null;
        });
  }

  @Test
  @Tag("T105")
  void aCloseKillsTheProcessButNotThoseThatItHasStarted() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Child parent = await(withGrandchild().spawn());
          long grandchild = await(pid(parent));
          parent.close();
          assertThat(await(parent.waitFor())).isEqualTo(new ExitStatus(128 + 9));
          assertThat(lives(grandchild)).isTrue();
          ProcessHandle.of(grandchild).ifPresent(ProcessHandle::destroyForcibly);

          try (Child other = await(withGrandchild().spawn())) {
            long below = await(pid(other));
            other.killTree();
            await(other.waitFor());
            while (lives(below)) {
              Thread.onSpinWait();
            }
          }
          return null;
        });
  }

  @Test
  void aWaitEndsThoughSomebodyBelowHoldsThePipe() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Child child = await(shell("sleep 1000 & echo $!").stdout(Redirect.PIPE).spawn());
          long below = await(pid(child));
          JoinHandle<byte[]> rest = spawn(child.stdout().readToEnd());
          try {
            assertThat(await(child.waitFor()).isSuccess()).isTrue();
          } finally {
            ProcessHandle.of(below).ifPresent(ProcessHandle::destroyForcibly);
          }
          // The JDK ends the stream with the child unless somebody is reading at that moment.
          assertThat(await(rest)).isEmpty();
          child.close();
          return null;
        });
  }

  private static Command withGrandchild() {
    return shell("sleep 1000 > /dev/null & echo $!; wait").stdout(Redirect.PIPE);
  }

  @Async
  private static Future<Long> pid(Child child) throws IOException {
    ByteBuffer line = ByteBuffer.allocate(20);
    while (line.position() == 0 || line.get(line.position() - 1) != '\n') {
      await(child.stdout().read(line));
    }
    return ready(Long.parseLong(UTF_8.decode(line.flip()).toString().strip()));
  }

  @Test
  void oneThatIsToLiveOnDoes() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Child child = await(sleeper().killOnClose(false).spawn());
          child.close();
          assertThat(child.isAlive()).isTrue();
          child.kill();
          await(child.waitFor());
          return null;
        });
  }

  @Test
  void whoIsCancelledWhileAProgramRunsLeavesNoProcess() throws Exception {
    Runtimes.FOUR_WORKERS.run(
        () -> {
          for (int i = 0; i < 20; i++) {
            await(timesOut(sleeper().output()));
            await(timesOut(sleeper().status()));
          }
          return null;
        });
    assertNoChildLives();
  }

  @Test
  void theRuntimeDoesNotWaitForAReadThatNothingEnds() throws Exception {
    AsyncRuntime runtime = AsyncRuntime.currentThread().build();
    Child child =
        runtime.blockOn(
            Weft.<Child, Exception>async(
                () -> {
                  Child started = await(cat().spawn());
                  spawn(started.stdout().readToEnd());
                  await(timesOut(started.stdout().read(ByteBuffer.allocate(1))));
                  return started;
                }));
    runtime.close();
    assertThat(runtime.metrics().blockingThreads()).isZero();
    child.close();
  }

  @Test
  void environmentDirectoryAndFiles() throws Exception {
    Path in = Files.writeString(directory.resolve("in"), "from a file\n");
    Path out = directory.resolve("out");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Command command = shell("echo $COLOUR; echo $HOME").clearEnv().env("COLOUR", "red");
          assertThat(await(command.output()).text()).isEqualTo("red\n\n");
          command.env(java.util.Map.of("COLOUR", "blue", "HOME", "x")).removeEnv("HOME");
          assertThat(await(command.output()).text()).isEqualTo("blue\n\n");
          assertThatThrownBy(() -> command.env("A=B", "x"))
              .isInstanceOf(IllegalArgumentException.class);
          Path real = directory.toRealPath();
          assertThat(await(Command.of("pwd", "-P").directory(directory).output()).text())
              .isEqualTo(real + "\n");
          await(Command.of("cat").stdin(Redirect.from(in)).stdout(Redirect.to(out)).status());
          await(shell("echo err >&2").mergeStderr().stdout(Redirect.appendTo(out)).status());
          assertThat(out).hasContent("from a file\nerr");
          Output merged = await(shell("echo a; echo b >&2; echo c").mergeStderr().output());
          assertThat(merged.text()).isEqualTo("a\nb\nc\n");
          assertThat(merged.stderr()).isEmpty();
          assertThat(await(Command.of("cat").output()).text()).as("no input").isEmpty();
          Command words = Command.of("printf", "%s|").arg("a b").args("*", "$x").args(List.of("'"));
          assertThat(await(words.output()).text()).isEqualTo("a b|*|$x|'|");
          return null;
        });
    assertThatThrownBy(() -> cat().stdin(Redirect.to(out)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(out.toString());
    assertThatThrownBy(() -> cat().stdout(Redirect.from(in)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Command.of("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCannotBeStartedIsNamed() throws Exception {
    Path plain = Files.writeString(directory.resolve("plain"), "#!/bin/sh\n");
    Path none = directory.resolve("none");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(fails(IOException.class, Command.of("no-such-program").spawn())))
              .hasMessageContaining("no-such-program")
              .hasMessageContaining("No such file");
          assertThat(await(fails(IOException.class, Command.of(plain.toString()).output())))
              .hasMessageContaining(plain.toString())
              .hasMessageContaining("Permission denied");
          Command there = Command.of("true").directory(none);
          assertThat(await(fails(NoSuchFileException.class, there.status())))
              .hasMessage(none.toString());
          Command file = Command.of("true").directory(plain);
          assertThat(await(fails(NotDirectoryException.class, file.status())))
              .hasMessage(plain.toString());
          try (Child child = await(Command.of("true").spawn())) {
            assertThatThrownBy(child::stdin)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stdin(Redirect.PIPE)");
            assertThatThrownBy(child::stdout).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(child::stderr).isInstanceOf(IllegalStateException.class);
          }
          return null;
        });
  }

  @Test
  @Tag("T105")
  void aWriteToAProgramThatHasEndedFailsAndNamesIt() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (Child child = await(Command.of("true").stdin(Redirect.PIPE).spawn())) {
            assertThat(await(fails(IOException.class, child.stdin().writeAll(new byte[1 << 20]))))
                .hasMessageContaining("the input of true");
          }
          return null;
        });
  }

  @Test
  @Tag("T105")
  void aHundredAtOnce() throws Exception {
    Runtimes.FOUR_WORKERS.run(
        () -> {
          List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
          List<String> texts = await(joinEach(numbers, n -> await(echo(n))));
          assertThat(texts).isEqualTo(numbers.stream().map(n -> n + "\n").toList());
          return null;
        });
  }

  @Async
  private static Future<String> echo(int number) throws IOException {
    return ready(await(Command.of("echo", "" + number).output()).text());
  }

  @Test
  @Tag("T105")
  void aThousandLeaveNoDescriptorOpen() throws Exception {
    List<String> before = Descriptors.of("pipe:");
    Runtimes.FOUR_WORKERS.run(
        () -> {
          for (int i = 0; i < 25; i++) {
            List<Integer> batch = IntStream.range(0, 40).boxed().toList();
            await(joinEach(batch, n -> await(used(n))));
          }
          return null;
        });
    while (Descriptors.of("pipe:").size() > before.size()) {
      Thread.sleep(1);
    }
    assertThat(Descriptors.of("pipe:")).hasSameSizeAs(before);
    assertNoChildLives();
  }

  /** Runs one to its end, or kills it, or leaves it after its start. */
  @Async
  private static Future<Void> used(int number) throws IOException {
    switch (number % 4) {
      case 0 -> await(Command.of("echo").output());
      case 1 -> await(timesOut(sleeper().output()));
      case 2 -> await(cat().spawn()).close();
      default -> {
        try (Child child = await(cat().stderr(Redirect.PIPE).spawn())) {
          await(join(child.stdin().writeAll(new byte[10]), child.stdout().readFully(10)));
          await(child.waitFor());
        }
      }
    }
    return ready();
  }
}
