package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Future;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What woven code promises about its costs, as far as it can be seen from inside. */
final class InvariantTest {
  private static final int CALLS = 10_000;

  /** Small enough for the boxes that the JDK keeps. */
  private static final int DEPTH = 100;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Async
  private static Future<Integer> depth(int n) {
    if (n == 0) {
      return ready(0);
    }
    return ready(await(depth(n - 1)) + 1);
  }

  /** A million direct calls that don't suspend make no future, no frame, nothing. */
  @Test
  void whatDoesNotSuspendAllocatesNothing() throws Exception {
    long allocated =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              await(depth(DEPTH));
              long before = THREADS.getCurrentThreadAllocatedBytes();
              for (int i = 0; i < CALLS; i++) {
                await(depth(DEPTH));
              }
              return THREADS.getCurrentThreadAllocatedBytes() - before;
            });
    // From a lambda these are calls of another method of the same class: direct, too.
    assertThat(allocated).isLessThan(CALLS);
  }

  /** A call through an interface hands the strand on like a direct one. */
  @Test
  void whatDoesNotSuspendBehindAnInterfaceAllocatesNothing() throws Exception {
    AsyncFunction<Integer, Integer, RuntimeException> one = n -> await(depth(n)) + 1;
    AsyncFunction<Integer, Integer, RuntimeException> two = n -> one.apply(one.apply(n));
    long allocated =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              two.apply(1);
              long before = THREADS.getCurrentThreadAllocatedBytes();
              for (int i = 0; i < CALLS; i++) {
                two.apply(DEPTH);
              }
              return THREADS.getCurrentThreadAllocatedBytes() - before;
            });
    assertThat(allocated).isLessThan(CALLS);
  }

  private static long framesOnTheStack() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(f -> f.getMethodName().equals("deepLeaf")).count());
  }

  @Async
  private static Future<Long> deepLeaf(int n) {
    if (n > 0) {
      return ready(await(deepLeaf(n - 1)));
    }
    long before = framesOnTheStack();
    await(yieldNow());
    return ready(before * 1000 + framesOnTheStack());
  }

  /** Before the suspension all calls are on the Java stack, after it the innermost alone. */
  @Test
  void aWakeUpRunsTheInnermostFrameOnly() throws Exception {
    long frames = Runtimes.CURRENT_THREAD.run(() -> await(deepLeaf(DEPTH)));
    assertThat(frames).isEqualTo((DEPTH + 1) * 1000 + 1);
  }
}
