package dev.weft.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.Weft;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Yields;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The limits of logical traces, with frames made by hand; the tests of woven code show how traces
 * look.
 */
final class LogicalTraceTest {
  /** Awaits the frame of the next lower number, and the last one a yield before it fails. */
  private static class Level$Frame extends AsyncFrame {
    /** How many frames in a row have names of their own. */
    static int names;

    static int tablesRead;

    private final int number;
    private final UnaryOperator<RuntimeException> onFailure;

    private Level$Frame(int number, UnaryOperator<RuntimeException> onFailure) {
      this.number = number;
      this.onFailure = onFailure;
    }

    static Level$Frame of(int number, UnaryOperator<RuntimeException> onFailure) {
      return number % 2 == 0
          ? new Level$Frame(number, onFailure)
          : new Odd$Frame(number, onFailure);
    }

    @Override
    protected @Nullable Object resume(Strand strand) throws Throwable {
      if (state() == START) {
        Future<?> next = number == 0 ? new Yields(1) : of(number - 1, onFailure);
        int depth = strand.depth();
        if (Strand.await(next, strand, depth) == Poll.PENDING) {
          suspend(strand, 1);
          return Poll.PENDING;
        }
      }
      try {
        take(strand);
      } catch (RuntimeException e) {
        throw onFailure.apply(e);
      }
      throw new IllegalStateException("bottom");
    }

    @Override
    protected String table() {
      tablesRead++;
      int name = number % names;
      return "Level\nnumber" + name + "\nLevel.java\n" + name + "\n" + name;
    }
  }

  /** Of another class, so that no two neighbours share a table. */
  private static final class Odd$Frame extends Level$Frame {
    Odd$Frame(int number, UnaryOperator<RuntimeException> onFailure) {
      super(number, onFailure);
    }
  }

  private static Throwable failureOf(int levels, UnaryOperator<RuntimeException> onFailure) {
    Future<?> future = Level$Frame.of(levels, onFailure);
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      return catchThrowable(() -> runtime.blockOn(future));
    }
  }

  private static List<String> callers(Throwable failure) {
    List<String> lines = Stream.of(failure.getStackTrace()).map(String::valueOf).toList();
    return lines.subList(lines.indexOf("Level.number1(Level.java:1)"), lines.size());
  }

  @Test
  void shortChainsAreWhole() {
    Level$Frame.names = 10;
    List<String> callers = callers(failureOf(2, e -> e));
    assertThat(callers.get(1)).isEqualTo("Level.number2(Level.java:2)");
    assertThat(callers.get(2)).contains("ThrowableAssert");
  }

  @Test
  void longChainsEndAndSayWhere() {
    Level$Frame.names = 10_000;
    List<String> callers = callers(failureOf(3000, e -> e));
    assertThat(callers.get(1023)).isEqualTo("Level.number1024(Level.java:1024)");
    assertThat(callers.get(1024))
        .isEqualTo("... callers left out from here at Level.number1025(Level.java:1025)");
    assertThat(callers.get(1025)).contains("ThrowableAssert");
  }

  @Test
  void aRecursionIsCountedToItsEnd() {
    Level$Frame.names = 2;
    List<String> callers = callers(failureOf(100_000, e -> e));
    assertThat(callers.get(2))
        .isEqualTo("... last 2 calls repeated 49999 more times at Level.number1(Level.java:1)");
    assertThat(callers.get(3)).contains("ThrowableAssert");
  }

  /** Its tests are not woven either. */
  @Test
  void aSpawnThatNobodyWoveNamesTheMethodThatWasCalled() {
    Level$Frame.names = 10;
    assertThat(originOf(runtime -> runtime.spawn(Level$Frame.of(0, e -> e))))
        .matches("task \\d+ spawned at dev.weft.AsyncRuntime.spawn\\(Unknown Source\\)");
    assertThat(originOf(runtime -> spawned(runtime, () -> Weft.spawn(Level$Frame.of(0, e -> e)))))
        .matches("task \\d+ spawned at dev.weft.Weft.spawn\\(Unknown Source\\)");
    Callable<JoinHandle<?>> blocking = () -> Weft.spawnBlocking(() -> List.of(1).set(0, 2));
    assertThat(originOf(runtime -> spawned(runtime, blocking)))
        .matches("task \\d+ spawned at dev.weft.Weft.spawnBlocking\\(Unknown Source\\)");
  }

  private static JoinHandle<?> spawned(AsyncRuntime runtime, Callable<JoinHandle<?>> code) {
    return runtime.blockOn(new Value<>(code));
  }

  /** The last line that a task's failure has before it is awaited. */
  private static String originOf(Function<AsyncRuntime, JoinHandle<?>> spawn) {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      Outcome<?> outcome = runtime.blockOn(spawn.apply(runtime).outcome());
      StackTraceElement[] trace = ((Outcome.Panic<?>) outcome).cause().getStackTrace();
      return trace[trace.length - 1].toString();
    }
  }

  /**
   * Steps along the chain where each frame throws a failure of its own, for which all are alike.
   */
  @Test
  void chainsOfFailuresAreNotQuadratic() {
    int levels = 10_000;
    Level$Frame.names = 2;
    Level$Frame.tablesRead = 0;
    failureOf(levels, e -> new IllegalStateException("another"));
    int stock = 1 << 20;
    assertThat(Level$Frame.tablesRead).isLessThan(levels * (Callers.MAX_LINES + 100) + stock);
  }
}
