package dev.weft.it.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Polls a future once and cancels it when it is told to, as somebody does who has got what he wants
 * from elsewhere: he doesn't ask again before, though the future may have woken him.
 */
final class Loser implements Future<Void> {
  private final Future<?> inner;
  private @Nullable Waker waker;
  private boolean losing;
  private boolean cancelled;

  Loser(Future<?> inner) {
    this.inner = inner;
  }

  boolean wasPolled() {
    return waker != null;
  }

  void lose() {
    losing = true;
    Objects.requireNonNull(waker, "polled").wake();
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (waker == null) {
      waker = context.waker();
      assertThat(inner.poll(context)).as("it has to wait").isEqualTo(Poll.PENDING);
      return Poll.PENDING;
    }
    if (!losing) {
      return Poll.PENDING;
    }
    Object answer = cancelled ? inner.poll(context) : inner.cancel(context);
    cancelled = true;
    return answer == Poll.PENDING ? answer : null;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }
}
