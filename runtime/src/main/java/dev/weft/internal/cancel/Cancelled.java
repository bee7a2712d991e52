package dev.weft.internal.cancel;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A future that ends when a node is cancelled. It is its own entry in the node's list. */
public final class Cancelled extends Hanging implements Future<Void> {
  private final CancelNode node;

  /** Who is listed; belongs to the strand that polls. */
  private @Nullable Waker listed;

  /** What the node wakes; guarded by the tree's lock. */
  private @Nullable Waker waker;

  /** A future that isn't listed. */
  public Cancelled(CancelNode node) {
    this.node = node;
  }

  @Override
  public @Nullable Object poll(Context context) {
    if (node.isCancelled()) {
      return null;
    }
    if (listed != context.waker()) {
      listed = context.waker();
      return node.enlist(this, listed) ? Poll.PENDING : null;
    }
    return Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    listed = null;
    node.leave(this);
    return Poll.CANCELLED;
  }

  CancelNode node() {
    return node;
  }

  void wakeBy(Waker newWaker) {
    waker = newWaker;
  }

  Waker waker() {
    return Objects.requireNonNull(waker, "listed");
  }

  @Override
  public String toString() {
    return "cancelled()";
  }
}
