package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A future that another thread completes while its poll is still about to return: the code that
 * awaits it has not kept its locals yet.
 */
final class RaceTest {
  private static final int TASKS = 100;
  private static final int ROUNDS = 4_000;

  /** What was polled and is to be completed. */
  private final Queue<Handed> handed = new ConcurrentLinkedQueue<>();

  /** Given to the other thread by its poll. */
  private final class Handed implements Future<Integer> {
    private final int value;
    private volatile @Nullable Waker waker;
    private volatile boolean complete;

    Handed(int value) {
      this.value = value;
    }

    @Override
    public Object poll(Context context) {
      if (complete) {
        return value;
      }
      boolean first = waker == null;
      waker = context.waker();
      if (first) {
        handed.add(this);
      }
      return Poll.PENDING;
    }

    void complete() {
      complete = true;
      Objects.requireNonNull(waker).wake();
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Keeps locals of all kinds over each await, none of which is volatile or final. */
  @Async
  private Future<Long> sum(int task) {
    long sum = 0;
    int n = task;
    double half = 0.5;
    String text = "";
    for (int i = 0; i < ROUNDS; i++) {
      String before = text;
      sum += n + await(new Handed(i));
      if (n != task + i || half != 0.5 + i || !text.equals(before) || text.length() != i % 10) {
        throw new AssertionError("round " + i + ": " + n + ", " + half + ", " + text);
      }
      n++;
      half++;
      text = i % 10 == 9 ? "" : text + "x";
    }
    return ready(sum);
  }

  /** Hundreds of thousands of wakes that race with the suspension they end. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("P74")
  @Tag("P76")
  void aWakeMayComeBeforeTheSuspensionIsOver(Runtimes runtimes) throws Exception {
    Thread completer = new Thread(this::completeAll, "completer");
    completer.setDaemon(true);
    completer.start();
    long total =
        runtimes.run(
            () -> {
              List<JoinHandle<Long>> tasks = new ArrayList<>();
              for (int i = 0; i < TASKS; i++) {
                tasks.add(spawn(sum(i)));
              }
              long all = 0;
              for (JoinHandle<Long> task : tasks) {
                all += await(task);
              }
              return all;
            });
    completer.interrupt();
    long rounds = ROUNDS;
    assertThat(total).isEqualTo(TASKS * rounds * (rounds - 1) + rounds * TASKS * (TASKS - 1) / 2);
  }

  private void completeAll() {
    while (!Thread.interrupted()) {
      Handed next = handed.poll();
      if (next == null) {
        Thread.onSpinWait();
      } else {
        next.complete();
      }
    }
  }
}
