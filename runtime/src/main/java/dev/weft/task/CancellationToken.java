package dev.weft.task;

import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.Future;
import dev.weft.internal.cancel.CancelNode;
import dev.weft.internal.cancel.Cancelled;
import dev.weft.internal.cancel.Expiry;
import dev.weft.internal.future.UntilCancelled;
import dev.weft.internal.task.Current;
import dev.weft.internal.time.Timers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request to stop, which any number of tasks share, look at and wait for.
 *
 * <pre>{@code
 * CancellationToken stop = new CancellationToken();
 * spawn(() -> {
 *   while (!stop.isCancelled()) {
 *     await(stop.runUntilCancelled(serveOne()));
 *   }
 * });
 * await(ctrlC());
 * stop.cancel();
 * }</pre>
 *
 * <p>Tokens form trees: cancelling one cancels its children, and theirs, but never its parent. A
 * token is cancelled once and for all. Nothing has to be closed: a child that nobody waits for is
 * not held by its parent, and a token that becomes unreachable cancels nothing.
 *
 * <p>Cancelling a token aborts no task by itself; see {@link JoinSet#abortAll} for that. All
 * methods are safe from any thread and outside of runtimes. {@link #isCancelled} takes no lock.
 *
 * @see <a
 *     href="https://docs.rs/tokio-util/latest/tokio_util/sync/struct.CancellationToken.html">Tokio's
 *     CancellationToken</a>
 */
public final class CancellationToken {
  private final CancelNode node;

  /** A token of its own that is not cancelled. */
  public CancellationToken() {
    this(new CancelNode());
  }

  private CancellationToken(CancelNode node) {
    this.node = node;
  }

  /**
   * Makes a token that is cancelled with the first of some others, of whatever trees, and can be
   * cancelled alone. As of a child, nothing is held of one that nobody waits for.
   *
   * <pre>{@code
   * CancellationToken either = CancellationToken.any(shutdown, request.token());
   * }</pre>
   *
   * @param tokens the others
   * @return a token that is cancelled if one of them is
   */
  public static CancellationToken any(CancellationToken... tokens) {
    return new CancellationToken(
        CancelNode.linkedTo(Stream.of(tokens).map(token -> token.node).toList()));
  }

  /**
   * Makes a token that is cancelled with this one, and can be cancelled alone.
   *
   * @return the child; one of a cancelled token is cancelled
   */
  public CancellationToken childToken() {
    return new CancellationToken(node.child());
  }

  /**
   * Cancels this token and all below it, and wakes everybody who waits for one of them, each once.
   * Idempotent; never blocks.
   */
  public void cancel() {
    node.cancel();
  }

  /**
   * Cancels this token as {@link #cancel()} does, and says why: {@link #reason} tells it, and the
   * {@link dev.weft.CancelledError} of what {@link #runUntilCancelled} runs. The first reason
   * stays.
   *
   * @param reason who or what cancels
   */
  public void cancel(String reason) {
    node.cancel(Objects.requireNonNull(reason, "reason"));
  }

  /**
   * Why this token is cancelled: the reason that was given to it, or else to the one above it.
   *
   * @return the reason; null if this isn't cancelled, or if none was given
   */
  public @Nullable String reason() {
    return node.reason();
  }

  /**
   * Cancels this token after a span of time, unless it is cancelled before. The runtime keeps the
   * token until then. More than one span may be set; the first that is over counts.
   *
   * <pre>{@code
   * CancellationToken budget = stop.childToken();
   * budget.cancelAfter(Duration.ofSeconds(30));
   * }</pre>
   *
   * @param span how long, from this call on
   * @throws IllegalStateException outside of a runtime
   */
  public void cancelAfter(Duration span) {
    Timers timers = Current.scheduler("CancellationToken.cancelAfter").timers();
    Expiry.set(node, timers, timers.clock().after(span), "its time of " + span + " is over");
  }

  /**
   * Cancels this token when a block is left, whichever way:
   *
   * <pre>{@code
   * try (CancellationToken.Guard guard = stop.cancelOnClose()) {
   *   await(serve());
   * }
   * }</pre>
   *
   * @return what cancels this when it is closed, and not by becoming unreachable
   */
  public Guard cancelOnClose() {
    return new Guard(this);
  }

  /** Cancels a token when it is closed; see {@link CancellationToken#cancelOnClose}. */
  public static final class Guard implements AutoCloseable {
    private final AtomicReference<@Nullable CancellationToken> token;

    private Guard(CancellationToken token) {
      this.token = new AtomicReference<>(token);
    }

    /** Has {@link #close} do nothing any more. */
    public void disarm() {
      token.set(null);
    }

    /** Cancels the token. Idempotent. */
    @Override
    public void close() {
      CancellationToken armed = token.getAndSet(null);
      if (armed != null) {
        armed.cancel();
      }
    }
  }

  /**
   * Whether this token is cancelled.
   *
   * @return true from the cancellation on, of this token or of one above it
   */
  public boolean isCancelled() {
    return node.isCancelled();
  }

  /**
   * A future that ends when this token is cancelled, at once if it is. Cancel-safe, and may be
   * awaited again.
   *
   * @return the future, for one strand at a time
   */
  @CancelSafe
  public Future<Void> cancelled() {
    return new Cancelled(node);
  }

  /**
   * Runs a future until this token is cancelled. Then the future is cancelled too, and null is
   * given as soon as its cleanup has ended.
   *
   * <p>The future is polled before the token is looked at, so a value that is there is given even
   * if the token is cancelled by then. But where the token is cancelled before the start, the
   * future never starts. A value that comes after a cleanup which had to wait is dropped.
   * Cancel-safe if the future is.
   *
   * @param future the future; its failure is thrown by the await, also that of its cleanup
   * @param <T> the type of the value
   * @return a future of the value, or of null if the token was cancelled first; where a value may
   *     be null too, {@link #isCancelled} tells
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public <T extends @Nullable Object> Future<@Nullable T> runUntilCancelled(
      Future<? extends T> future) {
    return new UntilCancelled<>(node, future);
  }

  @Override
  public String toString() {
    return isCancelled() ? "CancellationToken[cancelled]" : "CancellationToken";
  }
}
