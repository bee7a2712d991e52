package dev.weft.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** A future that ends when no value can arrive through a oneshot channel any more. */
final class OneshotClosed implements Future<Void> {
  private final OneshotCell<?> cell;

  OneshotClosed(OneshotCell<?> cell) {
    this.cell = cell;
  }

  @Override
  public @Nullable Object poll(Context context) {
    return cell.pollClosed(context.waker()) ? null : Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    cell.leaveClosed();
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "closed()";
  }
}
