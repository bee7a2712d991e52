package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.internal.cancel.CancelNode;
import dev.weft.internal.cancel.Cancelled;
import org.jspecify.annotations.Nullable;

/**
 * Runs a future until a node is cancelled; then this one ends with null. Where the node is
 * cancelled before the first poll, the future never starts.
 */
public final class UntilCancelled<T extends @Nullable Object> extends Limited<@Nullable T> {
  private final CancelNode node;
  private boolean started;

  /** A run that has not started. */
  public UntilCancelled(CancelNode node, Future<? extends T> body) {
    super(body, new Cancelled(node));
    this.node = node;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (!started && node.isCancelled()) {
      return null;
    }
    started = true;
    return super.poll(context);
  }

  @Override
  String reason() {
    String given = node.reason();
    return given == null ? "the token was cancelled" : "the token was cancelled: " + given;
  }

  /** Nobody else would be told of a cleanup that fails. */
  @Override
  @Nullable Object expired(@Nullable Throwable cleanupFailure) throws Throwable {
    if (cleanupFailure != null) {
      throw cleanupFailure;
    }
    return null;
  }

  @Override
  public String toString() {
    return "runUntilCancelled";
  }
}
