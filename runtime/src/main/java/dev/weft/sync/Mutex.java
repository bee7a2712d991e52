package dev.weft.sync;

import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.sync.Blocking;
import dev.weft.internal.sync.Holding;
import dev.weft.internal.sync.Permits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that one task at a time may touch, also across awaits, which no lock of the JDK may be
 * held over.
 *
 * <pre>{@code
 * Mutex<Account> account = new Mutex<>(new Account());
 *
 * try (var guard = await(account.lock())) {
 *   await(guard.get().book(order));
 * }
 * }</pre>
 *
 * <p>It is fair: tasks get it in the order in which they first asked, that is in which their
 * futures were first polled, and nobody overtakes. It belongs to a guard and not to a task or a
 * thread, so a task that locks it twice waits for itself. A failure while it is held doesn't mark
 * it: the next one finds the value as it was left.
 *
 * <p>From the moment in which it is unlocked it belongs to the future that is first in line, even
 * while the task of that does something else: a future that is kept and not awaited any more holds
 * up all others.
 *
 * <p>All methods are safe from any thread, inside and outside of runtimes. Where no await comes
 * between, {@code synchronized} is cheaper.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/struct.Mutex.html">Tokio's Mutex</a>
 */
public final class Mutex<T extends @Nullable Object> {
  final Permits permits = new Permits(1, "Mutex");

  /** Guarded by the one permit. */
  T value;

  /**
   * A mutex that isn't locked.
   *
   * @param value the value
   */
  public Mutex(T value) {
    this.value = value;
  }

  /**
   * Waits until this is free and locks it. Cancel-safe: one that is cancelled has locked nothing,
   * and loses its place in the line.
   *
   * @return a lazy future of the guard, which is to be closed
   */
  @CancelSafe(Keeps.ALL_BUT_PLACE)
  public Future<Guard<T>> lock() {
    return new MutexGuard<>(this);
  }

  /**
   * Locks this if it is free.
   *
   * @return the guard, which is to be closed, or null
   */
  public @Nullable Guard<T> tryLock() {
    return permits.tryTake(1) ? new MutexGuard<>(this).granted() : null;
  }

  /**
   * Waits until this is free, blocks the thread meanwhile, and locks it. It stands in one line with
   * the tasks that wait. For code that isn't async.
   *
   * @return the guard, which is to be closed
   * @throws IllegalStateException on a thread that runs tasks
   * @throws InterruptedException if the thread is interrupted while it waits; then it has locked
   *     nothing
   */
  public Guard<T> blockingLock() throws InterruptedException {
    return Blocking.await(new MutexGuard<>(this), "Mutex.blockingLock");
  }

  /**
   * Locks this, runs a lambda with the value, and unlocks it when the lambda has ended, cleanup
   * included.
   *
   * @param body the lambda; it may await
   * @param <R> the type of its value
   * @param <E> what it may throw, declared here so that the call stands in the {@code try}
   * @return a lazy future of what the lambda gives
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <R extends @Nullable Object, E extends Exception> Future<R> with(
      AsyncFunction<? super T, ? extends R, ? extends E> body) throws E {
    Objects.requireNonNull(body, "body");
    return new Holding<>(lock(), held -> LambdaFrame.apply(body, held.get()), Guard::close);
  }

  /**
   * Locks this and runs a lambda without a value with it; see {@link #with(AsyncFunction)}.
   *
   * @param body the lambda; it may await
   * @param <E> what it may throw
   * @return a lazy future
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <E extends Exception> Future<Void> withDo(AsyncConsumer<? super T, ? extends E> body)
      throws E {
    Objects.requireNonNull(body, "body");
    return new Holding<>(lock(), held -> LambdaFrame.accept(body, held.get()), Guard::close);
  }

  /**
   * Whether somebody has locked this.
   *
   * @return true while there is an open guard, or one is on its way to who waits for it
   */
  public boolean isLocked() {
    return permits.available() == 0;
  }

  @Override
  public String toString() {
    return isLocked() ? "Mutex[locked]" : "Mutex";
  }

  /**
   * The right to touch the value of a mutex, until it is closed. It may be handed to another task.
   * One that becomes unreachable unclosed leaves the mutex locked.
   *
   * @param <T> the type of the value
   */
  public sealed interface Guard<T extends @Nullable Object> extends AutoCloseable
      permits MutexGuard {
    /**
     * The value.
     *
     * @return the value
     * @throws IllegalStateException if this guard was closed
     */
    T get();

    /**
     * Puts another value in the place of this one.
     *
     * @param value the new value
     * @throws IllegalStateException if this guard was closed
     */
    void set(T value);

    /** Unlocks the mutex: who has waited longest gets it. Idempotent; never blocks. */
    @Override
    void close();
  }
}
