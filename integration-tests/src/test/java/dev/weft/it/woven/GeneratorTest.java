package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.join;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Emitter;
import dev.weft.JoinHandle;
import dev.weft.time.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of what async code emits. */
final class GeneratorTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  /** Emits numbers from 1 on, suspends before each, and tells what happens to it. */
  private AsyncStream<Integer> numbers(int last) {
    return AsyncStream.generate(
        emitter -> {
          try {
            for (int i = 1; i <= last; i++) {
              await(yieldNow());
              log.add("emits " + i);
              await(emitter.emit(i));
            }
            log.add("ends");
          } catch (CancelledError e) {
            log.add("cancelled");
            throw e;
          } finally {
            await(shield(yieldNow()));
            log.add("finally");
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void givesWhatIsEmitted(Runtimes runtimes) throws Exception {
    List<Integer> all = runtimes.run(() -> await(numbers(3).toList()));
    assertThat(all).containsExactly(1, 2, 3);
    assertThat(log).containsExactly("emits 1", "emits 2", "emits 3", "ends", "finally");
  }

  @ParameterizedTest
  @EnumSource
  void nothingRunsAhead(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> stream = numbers(3);
    runtimes.run(
        () -> {
          await(yieldNow());
          log.add("asks");
          for (int n : each(stream)) {
            await(yieldNow());
            log.add("got " + n);
          }
          return null;
        });
    assertThat(log)
        .containsExactly(
            "asks", "emits 1", "got 1", "emits 2", "got 2", "emits 3", "got 3", "ends", "finally");
  }

  @ParameterizedTest
  @EnumSource
  void closingRunsTheFinallyBlocks(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> stream = numbers(3);
    Integer afterwards =
        runtimes.run(
            () -> {
              log.add("got " + await(stream.next()));
              await(stream.closeAsync());
              log.add("closed");
              await(stream.closeAsync());
              return await(stream.next());
            });
    assertThat(afterwards).isNull();
    assertThat(log).containsExactly("emits 1", "got 1", "cancelled", "finally", "closed");
  }

  /** The same through adapters. */
  @ParameterizedTest
  @EnumSource
  void aPipelineThatIsLeftEarlyIsClosed(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> stream = numbers(9).map(n -> n * 10).filter(n -> n != 10).take(1);
    List<Integer> got =
        runtimes.run(
            () -> {
              try {
                return await(stream.toList());
              } finally {
                await(shield(stream.closeAsync()));
              }
            });
    assertThat(got).containsExactly(20);
    assertThat(log).containsExactly("emits 1", "emits 2", "cancelled", "finally");
  }

  @ParameterizedTest
  @EnumSource
  void oneThatWasNotStartedIsClosedWithoutRunning(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> stream = numbers(3);
    Integer next =
        runtimes.run(
            () -> {
              await(stream.closeAsync());
              return await(stream.next());
            });
    assertThat(next).isNull();
    assertThat(log).isEmpty();
  }

  /** The generator is in the midst of a sleep when the one who asks gives up. */
  @Test
  void aCancelledNextLeavesTheCodeWhereItIs() throws Exception {
    AsyncStream<String> stream =
        AsyncStream.generate(
            emitter -> {
              Deadline start = Deadline.now();
              try {
                await(sleep(ofMillis(100)));
                await(emitter.emit("at " + start.until(Deadline.now()).toMillis()));
                await(sleep(ofMillis(100)));
                await(emitter.emit("at " + start.until(Deadline.now()).toMillis()));
              } finally {
                log.add("finally");
              }
            });
    List<String> got =
        Paused.run(
            () -> {
              List<String> elements = new ArrayList<>();
              while (true) {
                try {
                  String next = await(timeout(ofMillis(30), stream.next()));
                  if (next == null) {
                    return elements;
                  }
                  elements.add(next);
                } catch (TimeoutException e) {
                  elements.add("given up");
                }
              }
            });
    assertThat(got)
        .containsExactly(
            "given up",
            "given up",
            "given up",
            "at 100",
            "given up",
            "given up",
            "given up",
            "at 200");
    assertThat(log).containsExactly("finally");
  }

  /** What it waits for comes while nobody asks, and another task goes on. */
  @ParameterizedTest
  @EnumSource
  void anotherTaskGoesOnWithIt(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    AsyncStream<String> stream = AsyncStream.generate(e -> await(e.emit(await(gate))));
    String got =
        runtimes.run(
            () -> {
              JoinHandle<@Nullable String> first = spawn(stream.next());
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              first.abort();
              log.add(await(first.outcome()).toString());
              JoinHandle<@Nullable String> second = spawn(stream.next());
              await(yieldNow());
              gate.open("through");
              return await(second);
            });
    assertThat(got).isEqualTo("through");
    assertThat(gate.wasCancelled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aFailureIsThrownOnceAndThenComesTheEnd(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> stream =
        AsyncStream.generate(
            emitter -> {
              await(emitter.emit(1));
              await(yieldNow());
              throw new IOException("broken");
            });
    List<Object> got =
        runtimes.run(
            () -> {
              List<Object> seen = new ArrayList<>();
              try {
                for (int n : each(stream, IOException.class)) {
                  seen.add(n);
                }
              } catch (IOException e) {
                seen.add(e.getMessage());
              }
              seen.add(await(stream.next()) == null ? "end" : "no end");
              return seen;
            });
    assertThat(got).containsExactly(1, "broken", "end");
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfTheCleanupIsThrownByTheClose(Runtimes runtimes) {
    AsyncStream<Integer> stream =
        AsyncStream.generate(
            emitter -> {
              try {
                await(emitter.emit(1));
              } finally {
                await(shield(yieldNow()));
                log.add("cleaned up");
                fail();
              }
            });
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      int unused = await(stream.next());
                      await(stream.closeAsync());
                      return null;
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("in the cleanup");
    assertThat(log).containsExactly("cleaned up");
  }

  private static void fail() {
    throw new IllegalArgumentException("in the cleanup");
  }

  /** A next() in one branch that waits when another closes the stream sees its end. */
  @ParameterizedTest
  @EnumSource
  void whoeverWaitsSeesTheEndWhenItIsClosed(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> stream =
        AsyncStream.generate(
            emitter -> {
              try {
                await(pending());
              } finally {
                await(shield(yieldNow()));
                log.add("finally");
              }
            });
    runtimes.run(
        () -> {
          await(
              join(
                  async(() -> log.add("got " + await(stream.next()))),
                  async(
                      () -> {
                        await(yieldNow());
                        await(stream.closeAsync());
                        return log.add("closed");
                      }),
                  async(
                      () -> {
                        await(yieldNow());
                        await(stream.closeAsync());
                        return log.add("closed");
                      })));
          return null;
        });
    assertThat(log).hasSize(4).startsWith("finally").contains("got null", "closed");
  }

  /** A close that is cancelled waits for the end of the code all the same. */
  @Test
  void aCloseThatIsCancelledWaitsForTheCleanup() throws Exception {
    AsyncStream<Integer> stream =
        AsyncStream.generate(
            emitter -> {
              try {
                await(emitter.emit(1));
              } finally {
                await(shield(sleep(ofMillis(50))));
                log.add("finally");
              }
            });
    Paused.run(
        () -> {
          int unused = await(stream.next());
          try {
            await(timeout(ofMillis(10), stream.closeAsync()));
          } catch (TimeoutException e) {
            log.add("timed out");
          }
          return null;
        });
    assertThat(log.peek()).isEqualTo("finally");
  }

  // What is refused.

  private String refused(Runtimes runtimes, AsyncStream<?> stream) throws Exception {
    return runtimes.run(
        () -> {
          try {
            await(stream.forEach(n -> {}));
            return "not refused";
          } catch (IllegalStateException e) {
            return e.getMessage();
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void twoEmitsAtOnceAreRefused(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> stream =
        AsyncStream.generate(emitter -> await(join(emitter.emit(1), emitter.emit(2))));
    assertThat(refused(runtimes, stream))
        .isEqualTo("two elements are emitted at once; await each emit before the next");
  }

  @ParameterizedTest
  @EnumSource
  void emitsOfAnotherTaskAreRefused(Runtimes runtimes) throws Exception {
    AsyncStream<Integer> stream = AsyncStream.generate(emitter -> await(spawn(emitter.emit(1))));
    assertThat(refused(runtimes, stream))
        .isEqualTo(
            "emit outside of the generator; only its own code may await it, and no other task");
  }

  /** Also while the generator runs, on another thread. */
  @Test
  void emitsOfATaskBesideTheGeneratorAreRefused() throws Exception {
    AsyncStream<Integer> stream =
        AsyncStream.generate(
            emitter -> {
              JoinHandle<Void> other = spawn(emitter.emit(1));
              while (!other.isFinished() && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              await(other);
            });
    assertThat(refused(Runtimes.FOUR_WORKERS, stream)).startsWith("emit outside of the generator");
  }

  @ParameterizedTest
  @EnumSource
  void emitsAfterTheEndAreRefused(Runtimes runtimes) throws Exception {
    List<Emitter<Integer>> emitters = new ArrayList<>();
    AsyncStream<Integer> stream = AsyncStream.generate(emitters::add);
    String message =
        runtimes.run(
            () -> {
              await(stream.forEach(n -> {}));
              try {
                await(emitters.get(0).emit(1));
                return "not refused";
              } catch (IllegalStateException e) {
                return e.getMessage();
              }
            });
    assertThat(message)
        .isEqualTo("emit after the end of the generator; nobody can get the element");
  }

  @ParameterizedTest
  @EnumSource
  void emitsWhileItIsClosedAreRefused(Runtimes runtimes) {
    AsyncStream<Integer> stream =
        AsyncStream.generate(
            emitter -> {
              try {
                await(emitter.emit(1));
              } finally {
                await(shield(emitter.emit(2)));
              }
            });
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      int unused = await(stream.next());
                      await(stream.closeAsync());
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("emit while the stream is being closed; nobody can get the element");
  }

  @Test
  void anEmitIsSingleShotAndHasAnElement() throws Exception {
    AsyncStream<Integer> twice =
        AsyncStream.generate(
            emitter -> {
              var emit = emitter.emit(1);
              await(emit);
              await(emit);
            });
    assertThat(refused(Runtimes.CURRENT_THREAD, twice))
        .isEqualTo("this emit has ended; a future is single-shot, call emit for each element");
    AsyncStream<Integer> none = AsyncStream.generate(emitter -> await(emitter.emit(null)));
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(none.next())))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("emit(null): null would be the end of the stream; to end it, return");
  }

  @Test
  void aGeneratorMayNotUseItsOwnStream() throws Exception {
    List<AsyncStream<Integer>> self = new ArrayList<>();
    self.add(AsyncStream.generate(emitter -> await(self.get(0).next())));
    self.add(AsyncStream.generate(emitter -> await(self.get(1).closeAsync())));
    for (AsyncStream<Integer> stream : self) {
      assertThat(refused(Runtimes.CURRENT_THREAD, stream))
          .isEqualTo(
              "a generator waits for its own stream, which would never come to an end; let it emit"
                  + " and return, and use the stream outside of it");
    }
  }

  /** Nothing of the generator runs while nobody asks, and then the emit has ended. */
  @Test
  void aTimeoutOfAnEmitDoesntFire() throws Exception {
    AsyncStream<Integer> stream =
        AsyncStream.generate(
            emitter -> {
              for (int i = 1; i < 3; i++) {
                await(timeout(ofMillis(10), emitter.emit(i)));
              }
            });
    List<Integer> got =
        Paused.run(
            () -> {
              List<Integer> all = new ArrayList<>();
              for (int element : each(stream)) {
                all.add(element);
                await(sleep(ofMillis(20)));
              }
              return all;
            });
    assertThat(got).containsExactly(1, 2);
  }

  /** Emits count, those that an adapter leaves out, too. */
  @Test
  void anEndlessGeneratorLetsOthersRun() throws Exception {
    AsyncStream<Integer> stream =
        AsyncStream.generate(
            emitter -> {
              for (int i = 0; i < 1_000_000 && log.isEmpty(); i++) {
                await(emitter.emit(i));
              }
            });
    long count =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              JoinHandle<Boolean> other = spawn(() -> log.add("ran"));
              long emitted = await(stream.count());
              boolean unused = await(other);
              return emitted;
            });
    assertThat(count).isLessThan(1000);
  }

  @Test
  void generatorsNest() throws Exception {
    List<Integer> all = Runtimes.CURRENT_THREAD.run(() -> await(tree(1, 6).toList()));
    assertThat(all).hasSize(63).startsWith(32, 16, 33, 8);
  }

  /** The nodes of a binary tree in order. */
  private static AsyncStream<Integer> tree(int root, int depth) {
    return AsyncStream.generate(
        emitter -> {
          if (depth == 0) {
            return;
          }
          for (int n : each(tree(2 * root, depth - 1))) {
            await(emitter.emit(n));
          }
          await(emitter.emit(root));
          for (int n : each(tree(2 * root + 1, depth - 1))) {
            await(emitter.emit(n));
          }
        });
  }
}
