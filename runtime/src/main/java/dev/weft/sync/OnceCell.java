package dev.weft.sync;

import dev.weft.AsyncCallable;
import dev.weft.BlockingCallable;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.future.Ready;
import dev.weft.internal.queue.Wakers;
import dev.weft.internal.sync.Blocking;
import dev.weft.internal.sync.WaitQueue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that is set once, by whoever needs it first: all others wait for that one instead of
 * making it again.
 *
 * <pre>{@code
 * OnceCell<Config> config = new OnceCell<>();
 *
 * Config loaded = await(config.getOrInit(() -> {
 *   String text = await(fetch("config"));
 *   return Config.parse(text);
 * }));
 * }</pre>
 *
 * <p>One initialiser runs at a time. If it fails, that is thrown to the one that brought it and to
 * nobody else: whoever has waited longest runs its own one then. The same happens when the one that
 * runs it is cancelled, after the initialiser has cleaned up. So no failure is kept, and who waits
 * gets a value in the end, or a failure of its own.
 *
 * <p>The initialiser belongs to the task that runs it and not to the cell: a future that is kept
 * and not awaited any more holds up all others. An initialiser that asks the same cell waits for
 * itself, for ever.
 *
 * <p>All methods are safe from any thread, inside and outside of runtimes. What a thread did before
 * the cell was set is seen by whoever gets the value.
 *
 * <h2>Costs</h2>
 *
 * Of a cell that is set {@link #get} and {@link #getOrInit} read one volatile field, take no lock
 * and allocate nothing: it keeps the future that they give, which may be awaited any number of
 * times.
 *
 * @param <T> the type of the value, which may be null
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/struct.OnceCell.html">Tokio's OnceCell</a>
 */
public final class OnceCell<T extends @Nullable Object> {
  final WaitQueue<OnceTurn> queue = new WaitQueue<>(new Object());

  /** Whether somebody has the turn, or has had it and set this. Guarded by the queue's lock. */
  private boolean taken;

  /** The value, for those who await it; null until it is set. Written under the lock. */
  private volatile @Nullable Ready<T> ready;

  /** A cell that isn't set. */
  public OnceCell() {}

  /** Takes the turn if nobody has it and this isn't set. Under the lock. */
  boolean tryTake() {
    boolean free = !taken;
    taken = true;
    return free;
  }

  /** Who has the turn has failed: it's the turn of who has waited longest. */
  void passOn() {
    Wakers woken = new Wakers();
    synchronized (queue.lock()) {
      passOn(woken);
    }
    woken.wake();
  }

  /** Under the lock. */
  void passOn(Wakers woken) {
    OnceTurn next = queue.first();
    if (next == null) {
      taken = false;
    } else {
      next.give();
      queue.settle(next, woken);
    }
  }

  /** Who has the turn has the value: nobody waits any more. */
  void fill(T value) {
    Wakers woken = new Wakers();
    synchronized (queue.lock()) {
      ready = Ready.of(value);
      queue.settleAll(woken);
    }
    woken.wake();
  }

  /** The value of a cell that is set. */
  T value() {
    return Objects.requireNonNull(ready).value();
  }

  /**
   * The value, if there is one. Never waits.
   *
   * @return the value, or null; where the value may be null {@link #isSet} tells
   */
  public @Nullable T get() {
    Ready<T> seen = ready;
    return seen == null ? null : seen.value();
  }

  /**
   * Whether this has its value.
   *
   * @return true from the moment on in which it was set
   */
  public boolean isSet() {
    return ready != null;
  }

  /**
   * The value; if there is none yet, that which a lambda gives, unless another one is at work: then
   * this waits for it.
   *
   * <p>One that is cancelled while it waits loses its place in the line; one that is cancelled
   * while it runs its lambda cancels that, and the next in line runs its own one. Fair: they come
   * in the order in which they were first polled.
   *
   * @param init the lambda; it may await, but not ask for this cell's value
   * @param <E> what it may throw, declared here so that the call stands in the {@code try}
   * @return a lazy future of the value; its await throws what this lambda has thrown
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <E extends Exception> Future<T> getOrInit(AsyncCallable<? extends T, ? extends E> init)
      throws E {
    return getOrRun(LambdaFrame.of(init));
  }

  /**
   * The value; if there is none yet, that of the future which a lambda returns. See {@link
   * #getOrInit(AsyncCallable)}.
   *
   * @param init makes the future, when this has its turn
   * @param <E> what it may throw
   * @return a lazy future of the value; its await throws what that future or the lambda throws
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <E extends Exception> Future<T> getOrInit(FutureCallable<T, ? extends E> init) throws E {
    return getOrRun(LambdaFrame.of(init));
  }

  private Future<T> getOrRun(LambdaFrame<?> init) {
    Ready<T> seen = ready;
    return seen == null ? new OnceInit<>(this, init) : seen;
  }

  /**
   * The value; if there is none yet, that which code gives that runs on the calling thread. It
   * blocks the thread while another one is at work, and stands in one line with the tasks that
   * wait. For code that isn't async.
   *
   * @param init the code; it may block
   * @param <E> what it may throw
   * @return the value
   * @throws E what this code has thrown; then the next in line runs its own one
   * @throws IllegalStateException on a thread that runs tasks
   * @throws InterruptedException if the thread is interrupted while it waits for another one
   */
  public <E extends Exception> T blockingGetOrInit(BlockingCallable<? extends T, ? extends E> init)
      throws E, InterruptedException {
    String operation = "OnceCell.blockingGetOrInit";
    return Blocking.await(new OnceTurn(this, operation), operation) ? runHere(init) : value();
  }

  private <E extends Exception> T runHere(BlockingCallable<? extends T, ? extends E> init)
      throws E {
    boolean failed = true;
    try {
      T value = init.call();
      failed = false;
      fill(value);
      return value;
    } finally {
      if (failed) {
        passOn();
      }
    }
  }

  /**
   * Sets the value, unless there is one or an initialiser is at work. Never waits.
   *
   * @param value the value
   * @return whether this has set it
   */
  public boolean set(T value) {
    synchronized (queue.lock()) {
      boolean free = tryTake();
      if (free) {
        ready = Ready.of(value);
      }
      return free;
    }
  }

  @Override
  public String toString() {
    Ready<T> seen = ready;
    return seen == null ? "OnceCell[not set]" : "OnceCell[" + seen.value() + "]";
  }
}
