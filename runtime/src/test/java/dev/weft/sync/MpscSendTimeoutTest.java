package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.internal.runtime.Runtimes;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Steps;
import dev.weft.sync.Mpsc.TrySend;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sends that don't wait for long. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MpscSendTimeoutTest {
  private static final Duration LONG = Duration.ofDays(1);

  private final List<Integer> undelivered = new CopyOnWriteArrayList<>();
  private final Mpsc.Channel<Integer> channel = Mpsc.channel(1, undelivered::add);
  private final Mpsc.Sender<Integer> tx = channel.tx();
  private final Mpsc.Receiver<Integer> rx = channel.rx();
  private final CountingStrand strand = new CountingStrand();

  @AfterEach
  void close() {
    tx.close();
    rx.close();
  }

  private volatile boolean waits;

  private static @Nullable Object valueOf(Throwable failure) {
    return failure instanceof SendTimeoutException e
        ? e.value()
        : ((ClosedException) failure).value();
  }

  @Test
  void aPlaceThatIsThereIsTakenEvenPastTheLimit() throws SendTimeoutException, ClosedException {
    assertThat(strand.poll(tx.sendTimeout(1, Duration.ZERO))).isNull();
    assertThat(rx.tryRecv()).isEqualTo(1);
  }

  @Test
  void whereNoPlaceComesInTimeTheValueIsTheCallers() throws SendTimeoutException, ClosedException {
    tx.trySend(1);
    Future<Void> sending = tx.sendTimeout(2, Duration.ZERO);
    assertThatThrownBy(() -> sending.poll(strand))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("timed out after PT0S")
        .satisfies(e -> assertThat(valueOf(e)).isEqualTo(2));
    assertThat(undelivered).isEmpty();
    assertThat(rx.tryRecv()).isEqualTo(1);
    assertThat(tx.trySend(3)).isEqualTo(TrySend.SENT);
  }

  @Test
  void aClosedChannelIsNoMatterOfTime() throws SendTimeoutException, ClosedException {
    rx.close();
    Future<Void> sending = tx.sendTimeout(2, Duration.ZERO);
    assertThatThrownBy(() -> sending.poll(strand))
        .isInstanceOf(ClosedException.class)
        .satisfies(e -> assertThat(valueOf(e)).isEqualTo(2));
  }

  @Test
  void argumentsAreCheckedAtOnce() {
    assertThatThrownBy(() -> tx.sendTimeout(null, LONG)).hasMessageContaining("Notify");
    assertThatThrownBy(() -> tx.sendTimeout(1, null)).isInstanceOf(NullPointerException.class);
    tx.close();
    assertThatThrownBy(() -> tx.sendTimeout(1, LONG)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aPlaceMayComeInTime(Runtimes runtimes) {
    tx.trySend(1);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<?> sends = runtime.spawn(new Steps(() -> tx.sendTimeout(2, LONG)));
      assertThat(runtime.<Object>blockOn(rx.recv())).isEqualTo(1);
      runtime.blockOn(sends);
      assertThat(runtime.<Object>blockOn(rx.recv())).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRuntimesTimersEndTheWait(Runtimes runtimes) {
    tx.trySend(1);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<?> sends = runtime.spawn(new Steps(() -> tx.sendTimeout(2, Duration.ofMillis(5))));
      assertThatThrownBy(() -> runtime.blockOn(sends))
          .isInstanceOf(SendTimeoutException.class)
          .satisfies(e -> assertThat(valueOf(e)).isEqualTo(2));
    }
    assertThat(undelivered).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsCancelledLosesItsValue(Runtimes runtimes) {
    tx.trySend(1);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<?> sends = runtime.spawn(new Steps(() -> new Watched(tx.sendTimeout(2, LONG))));
      runtime.blockOn(new Arrival());
      sends.abort();
      assertThatThrownBy(() -> runtime.blockOn(sends)).isInstanceOf(CancellationException.class);
    }
    assertThat(undelivered).containsExactly(2);
  }

  /** Notes that a future waits. */
  private final class Watched implements Future<Void> {
    private final Future<Void> future;

    Watched(Future<Void> future) {
      this.future = future;
    }

    @Override
    public Object poll(Context context) throws Throwable {
      Object answer = future.poll(context);
      waits = true;
      return answer;
    }

    @Override
    public Object cancel(Context context) throws Throwable {
      return future.cancel(context);
    }
  }

  /** Polls until that future waits. */
  private final class Arrival implements Future<Void> {
    @Override
    public Object poll(Context context) {
      if (waits) {
        return null;
      }
      context.waker().wake();
      return Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }
}
