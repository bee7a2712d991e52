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
 * A value that many tasks may read at the same time, or one may write, also across awaits.
 *
 * <pre>{@code
 * RwLock<Routes> routes = new RwLock<>(Routes.empty());
 *
 * try (var guard = await(routes.read())) {
 *   await(guard.get().forward(request));
 * }
 *
 * try (var guard = await(routes.write())) {
 *   guard.set(await(loadRoutes()));
 * }
 * }</pre>
 *
 * <p>It is fair, and so prefers writers: tasks get it in the order in which they first asked, that
 * is in which their futures were first polled. A writer that waits lets no later reader in, so a
 * stream of readers can't keep it out; if it gives up, they get in at once.
 *
 * <p>A task that reads and reads again waits for itself if a writer has come between; so does one
 * that reads and then writes. Whoever has written and wants to go on reading {@linkplain
 * WriteGuard#downgrade downgrades} its guard: no writer comes between.
 *
 * <p>From the moment in which it is unlocked it belongs to the futures that are first in line, even
 * while their tasks do something else: a future that is kept and not awaited any more holds up all
 * others. A failure while it is held doesn't mark it: the next one finds the value as it was left.
 *
 * <p>Reading is meant for values that readers don't change; that is not enforced. All methods are
 * safe from any thread, inside and outside of runtimes. What was done before a guard was closed is
 * seen by whoever gets the lock later. Where guards are held for short, {@link Mutex} is cheaper.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/struct.RwLock.html">Tokio's RwLock</a>
 */
public final class RwLock<T extends @Nullable Object> {
  /** The most readers that a lock can have at the same time. */
  public static final int MAX_READERS = Permits.MAX;

  /** One for each reader, all for the writer. */
  final Permits permits;

  final int maxReaders;

  /** Read with one permit, written with all. */
  T value;

  /**
   * A lock that nobody holds, for up to {@link #MAX_READERS} readers.
   *
   * @param value the value
   */
  public RwLock(T value) {
    this(value, MAX_READERS);
  }

  /**
   * A lock that nobody holds, for a number of readers. Who comes when there are as many waits until
   * one has left.
   *
   * @param value the value
   * @param maxReaders how many may read at the same time
   * @throws IllegalArgumentException if the number is less than one
   */
  public RwLock(T value, int maxReaders) {
    if (maxReaders < 1) {
      throw new IllegalArgumentException("maxReaders must be at least 1: " + maxReaders);
    }
    this.value = value;
    this.maxReaders = maxReaders;
    permits = new Permits(maxReaders, "RwLock");
  }

  /**
   * Waits until nobody writes, or waits to write since before this asked, and locks this for
   * reading. Cancel-safe: one that is cancelled has locked nothing, and loses its place in the
   * line.
   *
   * @return a lazy future of the guard, which is to be closed
   */
  @CancelSafe(Keeps.ALL_BUT_PLACE)
  public Future<ReadGuard<T>> read() {
    return new RwReadGuard<>(this);
  }

  /**
   * Waits until nobody else reads or writes, and locks this for writing. Cancel-safe: one that is
   * cancelled has locked nothing, loses its place in the line, and lets those in whom it has held
   * up.
   *
   * @return a lazy future of the guard, which is to be closed
   */
  @CancelSafe(Keeps.ALL_BUT_PLACE)
  public Future<WriteGuard<T>> write() {
    return new RwWriteGuard<>(this);
  }

  /**
   * Locks this for reading, if nobody writes or waits.
   *
   * @return the guard, which is to be closed, or null
   */
  public @Nullable ReadGuard<T> tryRead() {
    return permits.tryTake(1) ? new RwReadGuard<>(this).granted() : null;
  }

  /**
   * Locks this for writing, if nobody reads, writes or waits.
   *
   * @return the guard, which is to be closed, or null
   */
  public @Nullable WriteGuard<T> tryWrite() {
    return permits.tryTake(maxReaders) ? new RwWriteGuard<>(this).granted() : null;
  }

  /**
   * Waits as {@link #read} does, blocks the thread meanwhile, and locks this for reading. It stands
   * in one line with the tasks that wait. For code that isn't async.
   *
   * @return the guard, which is to be closed
   * @throws IllegalStateException on a thread that runs tasks
   * @throws InterruptedException if the thread is interrupted while it waits; then it has locked
   *     nothing
   */
  public ReadGuard<T> blockingRead() throws InterruptedException {
    return Blocking.await(new RwReadGuard<>(this), "RwLock.blockingRead");
  }

  /**
   * Waits as {@link #write} does, blocks the thread meanwhile, and locks this for writing. It
   * stands in one line with the tasks that wait. For code that isn't async.
   *
   * @return the guard, which is to be closed
   * @throws IllegalStateException on a thread that runs tasks
   * @throws InterruptedException if the thread is interrupted while it waits; then it has locked
   *     nothing
   */
  public WriteGuard<T> blockingWrite() throws InterruptedException {
    return Blocking.await(new RwWriteGuard<>(this), "RwLock.blockingWrite");
  }

  /**
   * Locks this for reading, runs a lambda with the value, and unlocks it when the lambda has ended,
   * cleanup included.
   *
   * @param body the lambda; it may await
   * @param <R> the type of its value
   * @param <E> what it may throw, declared here so that the call stands in the {@code try}
   * @return a lazy future of what the lambda gives
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <R extends @Nullable Object, E extends Exception> Future<R> withRead(
      AsyncFunction<? super T, ? extends R, ? extends E> body) throws E {
    Objects.requireNonNull(body, "body");
    return new Holding<>(read(), held -> LambdaFrame.apply(body, held.get()), ReadGuard::close);
  }

  /**
   * Locks this for reading and runs a lambda without a value with it; see {@link
   * #withRead(AsyncFunction)}.
   *
   * @param body the lambda; it may await
   * @param <E> what it may throw
   * @return a lazy future
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <E extends Exception> Future<Void> withReadDo(AsyncConsumer<? super T, ? extends E> body)
      throws E {
    Objects.requireNonNull(body, "body");
    return new Holding<>(read(), held -> LambdaFrame.accept(body, held.get()), ReadGuard::close);
  }

  /**
   * Locks this for writing, runs a lambda with the value, and unlocks it when the lambda has ended,
   * cleanup included. For a lambda that changes the value, and doesn't replace it.
   *
   * @param body the lambda; it may await
   * @param <R> the type of its value
   * @param <E> what it may throw, declared here so that the call stands in the {@code try}
   * @return a lazy future of what the lambda gives
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <R extends @Nullable Object, E extends Exception> Future<R> withWrite(
      AsyncFunction<? super T, ? extends R, ? extends E> body) throws E {
    Objects.requireNonNull(body, "body");
    return new Holding<>(write(), held -> LambdaFrame.apply(body, held.get()), WriteGuard::close);
  }

  /**
   * Locks this for writing and runs a lambda without a value with it; see {@link
   * #withWrite(AsyncFunction)}.
   *
   * @param body the lambda; it may await
   * @param <E> what it may throw
   * @return a lazy future
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <E extends Exception> Future<Void> withWriteDo(AsyncConsumer<? super T, ? extends E> body)
      throws E {
    Objects.requireNonNull(body, "body");
    return new Holding<>(write(), held -> LambdaFrame.accept(body, held.get()), WriteGuard::close);
  }

  @Override
  public String toString() {
    int available = permits.available();
    if (available == maxReaders) {
      return "RwLock";
    }
    return available == 0 ? "RwLock[locked]" : "RwLock[" + (maxReaders - available) + " readers]";
  }

  /**
   * The right to read the value of a lock, until it is closed. It may be handed to another task.
   * One that becomes unreachable unclosed leaves the lock locked.
   *
   * @param <T> the type of the value
   */
  public sealed interface ReadGuard<T extends @Nullable Object> extends AutoCloseable
      permits RwReadGuard {
    /**
     * The value.
     *
     * @return the value
     * @throws IllegalStateException if this guard was closed
     */
    T get();

    /** Ends this right; the last reader lets the writer in that waits. Idempotent; never blocks. */
    @Override
    void close();
  }

  /**
   * The right to read and write the value of a lock, until it is closed or downgraded. It may be
   * handed to another task. One that becomes unreachable unclosed leaves the lock locked.
   *
   * @param <T> the type of the value
   */
  public sealed interface WriteGuard<T extends @Nullable Object> extends AutoCloseable
      permits RwWriteGuard {
    /**
     * The value.
     *
     * @return the value
     * @throws IllegalStateException if this guard was closed or downgraded
     */
    T get();

    /**
     * Puts another value in the place of this one.
     *
     * @param value the new value
     * @throws IllegalStateException if this guard was closed or downgraded
     */
    void set(T value);

    /**
     * Goes on as a reader, in one step: others may read from now on, but nobody writes before that
     * reader is done. This guard is of no use any more.
     *
     * @return the reader's guard, which is to be closed
     * @throws IllegalStateException if this guard was closed or downgraded
     */
    ReadGuard<T> downgrade();

    /**
     * Unlocks the lock: who has waited longest gets it, with the readers right behind if it is one.
     * Idempotent, also after {@link #downgrade}; never blocks.
     */
    @Override
    void close();
  }
}
