package dev.weft.sync;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.sync.Acquire;
import dev.weft.internal.sync.Blocking;
import dev.weft.internal.sync.Holding;
import dev.weft.internal.sync.Permits;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits that tasks wait for: it limits how many do something at the same time.
 *
 * <pre>{@code
 * Semaphore connections = new Semaphore(10);
 *
 * try (Semaphore.Permit permit = await(connections.acquire())) {
 *   await(query());
 * }
 * }</pre>
 *
 * <p>It is fair: permits go to those who wait in the order in which they first asked, that is in
 * which their futures were first polled. The first in line keeps what it gets until it has all that
 * it wants, and nobody behind it gets any meanwhile, however few those want.
 *
 * <p>A permit that was given to a waiting future belongs to it from that moment, even while its
 * task does something else: a future that is kept and not awaited any more holds up all others.
 *
 * <p>Permits may be added, and taken away while nobody holds them. All methods are safe from any
 * thread, inside and outside of runtimes. What a thread did before it released a permit is seen by
 * whoever gets the permit next.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/struct.Semaphore.html">Tokio's
 *     Semaphore</a>
 */
public final class Semaphore {
  /** The most permits that a semaphore can have. */
  public static final int MAX_PERMITS = Permits.MAX;

  final Permits permits;

  /**
   * A semaphore.
   *
   * @param permits how many permits there are at first; with none, all wait until some are added
   * @throws IllegalArgumentException if the number is negative
   */
  public Semaphore(int permits) {
    this.permits = new Permits(notNegative(permits), "Semaphore");
  }

  static int notNegative(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("permits must not be negative: " + permits);
    }
    return permits;
  }

  /**
   * Waits for one permit; see {@link #acquire(int)}.
   *
   * @return a lazy future of the permit
   */
  @CancelSafe(Keeps.ALL_BUT_PLACE)
  public Future<Permit> acquire() {
    return acquire(1);
  }

  /**
   * Waits for a number of permits at once.
   *
   * <p>Cancel-safe: one that is cancelled gives back what it has got so far, and loses its place in
   * the line. It waits for ever if there never are so many permits. None are given at once, even if
   * others wait.
   *
   * @param count the number
   * @return a lazy future of the permits, which are to be closed; its await throws {@link
   *     IllegalStateException} if the semaphore is closed
   * @throws IllegalArgumentException if the number is negative
   */
  @CancelSafe(Keeps.ALL_BUT_PLACE)
  public Future<Permit> acquire(int count) {
    return new SemaphorePermit(this, notNegative(count));
  }

  /**
   * Takes one permit if it is there; see {@link #tryAcquire(int)}.
   *
   * @return the permit, or null
   */
  public @Nullable Permit tryAcquire() {
    return tryAcquire(1);
  }

  /**
   * Takes a number of permits if so many are there and nobody waits.
   *
   * @param count the number
   * @return the permits, which are to be closed, or null
   * @throws IllegalArgumentException if the number is negative
   * @throws IllegalStateException if the semaphore is closed
   */
  public @Nullable Permit tryAcquire(int count) {
    if (permits.tryTake(notNegative(count))) {
      return new SemaphorePermit(this, count).granted();
    }
    if (permits.isClosed()) {
      throw Acquire.closed();
    }
    return null;
  }

  /**
   * Waits for one permit and blocks the thread meanwhile; see {@link #blockingAcquire(int)}.
   *
   * @return the permit
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public Permit blockingAcquire() throws InterruptedException {
    return blockingAcquire(1);
  }

  /**
   * Waits for a number of permits and blocks the thread meanwhile, in one line with the tasks that
   * wait. For code that isn't async.
   *
   * @param count the number
   * @return the permits, which are to be closed
   * @throws IllegalArgumentException if the number is negative
   * @throws IllegalStateException on a thread that runs tasks, and if the semaphore is closed
   * @throws InterruptedException if the thread is interrupted while it waits; then it has got none
   */
  public Permit blockingAcquire(int count) throws InterruptedException {
    return Blocking.await(
        new SemaphorePermit(this, notNegative(count)), "Semaphore.blockingAcquire");
  }

  /**
   * Waits for one permit, runs a lambda, and gives the permit back when the lambda has ended,
   * cleanup included.
   *
   * @param body the lambda; it may await
   * @param <T> the type of its value
   * @param <E> what it may throw, declared here so that the call stands in the {@code try}
   * @return a lazy future of the value; its await throws {@link IllegalStateException} if the
   *     semaphore is closed
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <T extends @Nullable Object, E extends Exception> Future<T> with(
      AsyncCallable<? extends T, ? extends E> body) throws E {
    return with(LambdaFrame.of(body));
  }

  /**
   * Runs a lambda without a value with a permit; see {@link #with(AsyncCallable)}.
   *
   * @param body the lambda; it may await
   * @param <E> what it may throw
   * @return a lazy future
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <E extends Exception> Future<Void> with(AsyncRunnable<? extends E> body) throws E {
    return with(LambdaFrame.of(body));
  }

  /**
   * Runs the future that a lambda returns with a permit; see {@link #with(AsyncCallable)}.
   *
   * @param body makes the future, when the permit is there
   * @param <T> the type of the value
   * @param <E> what the lambda may throw
   * @return a lazy future of the value
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far, and the place in the line")
  public <T extends @Nullable Object, E extends Exception> Future<T> with(
      FutureCallable<T, ? extends E> body) throws E {
    return with(LambdaFrame.of(body));
  }

  private <T extends @Nullable Object> Future<T> with(LambdaFrame<?> body) {
    return new Holding<>(acquire(), unused -> body, Permit::close);
  }

  /**
   * Adds permits, also to a closed semaphore.
   *
   * @param count the number
   * @throws IllegalArgumentException if the number is negative
   * @throws IllegalStateException if there would be more than {@link #MAX_PERMITS}; then none is
   *     added
   */
  public void addPermits(int count) {
    permits.grow(notNegative(count));
  }

  /**
   * Takes permits away for good, as many as there are up to a number. Those that are held, or given
   * to somebody who waits for more, stay.
   *
   * @param count the number
   * @return how many it took
   * @throws IllegalArgumentException if the number is negative
   */
  public int forgetPermits(int count) {
    return permits.forget(notNegative(count));
  }

  /**
   * How many permits can be had without waiting.
   *
   * @return the number; 0 while somebody waits
   */
  public int availablePermits() {
    return permits.available();
  }

  /**
   * Lets nobody acquire permits any more: those who wait, and those who come later, get an {@link
   * IllegalStateException}. Permits that are held stay valid and are given back as ever.
   * Idempotent.
   */
  public void close() {
    permits.close();
  }

  /**
   * Whether this semaphore was closed.
   *
   * @return true from {@link #close} on
   */
  public boolean isClosed() {
    return permits.isClosed();
  }

  @Override
  public String toString() {
    return "Semaphore[" + availablePermits() + (isClosed() ? " permits, closed]" : " permits]");
  }

  /**
   * Permits that are held, some number of them, until they are given back by {@link #close}. One
   * that becomes unreachable unclosed gives nothing back.
   */
  public sealed interface Permit extends AutoCloseable permits SemaphorePermit {
    /**
     * How many permits are held here.
     *
     * @return the number; 0 when they were given back, merged or forgotten
     */
    int count();

    /**
     * Splits a number of permits off, to be given back by themselves.
     *
     * @param number the number
     * @return those permits; the rest stays here
     * @throws IllegalArgumentException if the number is negative, or more than are held
     * @throws IllegalStateException if these were given back, merged or forgotten
     */
    Permit split(int number);

    /**
     * Adds the permits that another one holds to these. The other one holds none then.
     *
     * @param other the other one, of the same semaphore
     * @throws IllegalArgumentException if it belongs to another semaphore, or is this one
     * @throws IllegalStateException if one of the two was given back, merged or forgotten
     */
    void merge(Permit other);

    /**
     * Never gives these permits back: the semaphore has so many fewer from now on.
     *
     * @throws IllegalStateException if they were given back, merged or forgotten
     */
    void forget();

    /**
     * Gives the permits back. Idempotent.
     *
     * @throws IllegalStateException if there are more than {@link #MAX_PERMITS} by then, as too
     *     many were added
     */
    @Override
    void close();
  }
}
