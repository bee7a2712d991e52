package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.Shielding;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.time.Sleep;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a cancellation from the future that it runs, for a grace period; after that the future is
 * cancelled too.
 */
public final class Shield<T extends @Nullable Object> implements Future<T>, Shielding {
  /** How long cleanup may go on once the strand that waits is cancelled. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  private final Branch body;

  /** Runs from the cancellation on; null before, and once it is over. */
  private @Nullable Sleep grace;

  /** A shield that has not started. */
  public Shield(Future<? extends T> body) {
    this.body = new Branch(body);
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Object answer = body.poll(context);
    if (grace == null) {
      return answer;
    }
    if (answer != Poll.PENDING) {
      grace.cancel(context);
      return answer;
    }
    if (grace.poll(context) == Poll.PENDING) {
      return Poll.PENDING;
    }
    grace = null;
    return ((RuntimeStrand) context).cancelFor("the shield's time for cleanup is over", body);
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    grace = Sleep.of(GRACE);
    return poll(context);
  }

  @Override
  public String toString() {
    return "shield";
  }
}
