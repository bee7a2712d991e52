package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.runtime.Runtimes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels between tasks, on each runtime. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MpscTasksTest {
  private static final int VALUES = 2000;
  private static final int SENDERS = 4;

  /** Sends the numbers from 0 on, and closes its sender. */
  private static final class Sends implements Future<Void> {
    private final int who;
    private final Mpsc.Sender<int[]> tx;
    private int next;
    private @Nullable Future<?> sending;

    Sends(int who, Mpsc.Sender<int[]> tx) {
      this.who = who;
      this.tx = tx;
    }

    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      for (; next < VALUES; next++, sending = null) {
        if (sending == null) {
          sending = tx.send(new int[] {who, next});
        }
        if (sending.poll(context) == Poll.PENDING) {
          return Poll.PENDING;
        }
      }
      tx.close();
      return null;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Counts what comes from each sender, in its order. */
  private static final class Receives implements Future<int[]> {
    private final Mpsc.Receiver<int[]> rx;
    private final int[] counts = new int[SENDERS];

    Receives(Mpsc.Receiver<int[]> rx) {
      this.rx = rx;
    }

    @Override
    public Object poll(Context context) throws Throwable {
      for (Object got = rx.recv().poll(context); got != null; got = rx.recv().poll(context)) {
        if (got == Poll.PENDING) {
          return got;
        }
        int[] value = (int[]) got;
        assertThat(value[1]).isEqualTo(counts[value[0]]++);
      }
      return counts;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void allValuesOfAllSendersArriveInTheirOrder(Runtimes runtimes) {
    Mpsc.Channel<int[]> channel = Mpsc.channel(3);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      try (Mpsc.Sender<int[]> tx = channel.tx()) {
        for (int who = 0; who < SENDERS; who++) {
          runtime.spawn(new Sends(who, tx.copy()));
        }
      }
      assertThat(runtime.blockOn(runtime.spawn(new Receives(channel.rx()))))
          .containsExactly(VALUES, VALUES, VALUES, VALUES);
    }
  }
}
