package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.AsyncRunnable;
import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.future.Timeout;
import dev.weft.internal.group.LimitedScope;
import dev.weft.internal.group.Scope;
import dev.weft.internal.group.ScopeRun;
import dev.weft.time.Deadline;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A place for tasks that end before it does: structured concurrency.
 *
 * <pre>{@code
 * String page =
 *     await(
 *         TaskScope.run(
 *             scope -> {
 *               JoinHandle<String> head = scope.spawn(() -> render(header()));
 *               JoinHandle<String> body = scope.spawn(() -> render(content()));
 *               return await(head) + await(body);
 *             }));
 * }</pre>
 *
 * <p>{@link #run} gives a future that runs a lambda, its <em>body</em>, in the task that awaits it.
 * The tasks that are spawned into the scope are its <em>children</em>. The future ends when the
 * body and all children have ended, their cleanup included, those too that children have spawned
 * into the scope.
 *
 * <p>The first failure, of the body or of a child, cancels the body and aborts all children. When
 * they have ended it is thrown, as the same exception, with the others suppressed. It counts also
 * where somebody has awaited the child and caught it: what is allowed to fail is caught inside of
 * the child. A child that is aborted by its handle has not failed, but an await of it throws.
 *
 * <p>Cancelling the await of the future, by an abort, a time-out or the failure of a scope around
 * this one, cancels the body and aborts the children, and waits for their cleanup.
 *
 * <p>What is spawned into a scope that is failing or cancelled is aborted at its first await. What
 * is spawned into one that has ended is an {@link IllegalStateException}. The methods are safe from
 * any thread.
 *
 * <p>There is no {@code close()}: it could not wait without blocking a thread.
 *
 * @see <a href="https://openjdk.org/jeps/505">JEP 505, the JDK's structured concurrency</a>
 */
public sealed interface TaskScope permits Scope {
  /**
   * Runs a lambda with a scope of its own.
   *
   * @param body the lambda; it may await, and spawns into the scope that it is given
   * @param <T> the type of its value
   * @param <E> what it may throw, declared here so that the call stands in the {@code try}
   * @return a lazy future of the value
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the body and its children have done so far: they are cancelled")
  static <T extends @Nullable Object, E extends Exception> Future<T> run(
      AsyncFunction<? super TaskScope, ? extends T, ? extends E> body) throws E {
    return ScopeRun.of(scope -> LambdaFrame.apply(body, scope));
  }

  /**
   * Runs a lambda without a value with a scope of its own; see {@link #run(AsyncFunction)}.
   *
   * @param body the lambda; it may await, and spawns into the scope that it is given
   * @param <E> what it may throw
   * @return a lazy future
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the body and its children have done so far: they are cancelled")
  static <E extends Exception> Future<Void> runDo(
      AsyncConsumer<? super TaskScope, ? extends E> body) throws E {
    return ScopeRun.of(scope -> LambdaFrame.accept(body, scope));
  }

  /**
   * Runs a lambda with a scope of its own until a deadline; see {@link #run(AsyncFunction)}. Past
   * it the body is cancelled and the children are aborted, and when they have ended a {@link
   * TimeoutException} is thrown.
   *
   * @param deadline when it has to have ended
   * @param body the lambda; it may await, and spawns into the scope that it is given
   * @param <T> the type of its value
   * @param <E> what it may throw
   * @return a lazy future of the value
   * @throws E never here: the await of the future throws it
   * @throws TimeoutException never here: the await throws it
   */
  @CancelUnsafe("what the body and its children have done so far: they are cancelled")
  static <T extends @Nullable Object, E extends Exception> Future<T> run(
      Deadline deadline, AsyncFunction<? super TaskScope, ? extends T, ? extends E> body)
      throws E, TimeoutException {
    return until(deadline, run(body));
  }

  /**
   * Runs a lambda without a value with a scope of its own until a deadline; see {@link
   * #run(Deadline, AsyncFunction)}.
   *
   * @param deadline when it has to have ended
   * @param body the lambda; it may await, and spawns into the scope that it is given
   * @param <E> what it may throw
   * @return a lazy future
   * @throws E never here: the await of the future throws it
   * @throws TimeoutException never here: the await throws it
   */
  @CancelUnsafe("what the body and its children have done so far: they are cancelled")
  static <E extends Exception> Future<Void> runDo(
      Deadline deadline, AsyncConsumer<? super TaskScope, ? extends E> body)
      throws E, TimeoutException {
    return until(deadline, runDo(body));
  }

  private static <T extends @Nullable Object> Future<T> until(Deadline deadline, Future<T> scope) {
    return new Timeout<>(scope, deadline);
  }

  /**
   * Describes scopes with a limited number of children at the same time. In those {@code spawn} has
   * to be awaited: it waits for a place before it makes the child.
   *
   * <pre>{@code
   * await(
   *     TaskScope.maxConcurrent(8)
   *         .runDo(
   *             scope -> {
   *               for (String address : each(addresses)) {
   *                 await(scope.spawn(() -> fetch(address)));
   *               }
   *             }));
   * }</pre>
   *
   * @param count the most children that live at the same time, at least 1
   * @return the description
   * @throws IllegalArgumentException if the count is less than 1
   */
  static Limit maxConcurrent(int count) {
    return new Limit(count);
  }

  /**
   * Starts a future as a child, at once.
   *
   * @param future the future
   * @param <T> the type of the value
   * @return the child's handle
   * @throws IllegalStateException outside of a runtime, and if the scope has ended
   */
  <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future);

  /**
   * Starts a lambda as a child; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @param <T> the type of the value
   * @return the child's handle
   */
  <T extends @Nullable Object> JoinHandle<T> spawn(AsyncCallable<? extends T, ?> lambda);

  /**
   * Starts a lambda without a value as a child; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @return the child's handle
   */
  JoinHandle<Void> spawn(AsyncRunnable<?> lambda);

  /**
   * Starts the future that a lambda returns as a child; see {@link #spawn(Future)}.
   *
   * @param lambda makes the future, inside the child
   * @param <T> the type of the value
   * @return the child's handle
   */
  <T extends @Nullable Object> JoinHandle<T> spawn(FutureCallable<T, ?> lambda);

  /**
   * Runs work that blocks or computes for long on a thread of the pool for blocking work, as a
   * child. Work that has started goes on to its end even if it is aborted, and the scope waits.
   *
   * @param work the work; it can't await
   * @param <T> the type of the value
   * @return the child's handle
   * @throws IllegalStateException outside of a runtime, and if the scope has ended
   */
  <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<? extends T> work);

  /**
   * A scope with a limited number of children at the same time. Places are handed out in the order
   * in which they were asked for, and a child holds one until its cleanup has ended. So a child
   * that waits for a place of its own scope can wait forever.
   */
  sealed interface Limited permits LimitedScope {
    /**
     * Waits for a place and starts a future as a child. Cancel-safe: if the await is cancelled the
     * future was not started.
     *
     * @param future the future
     * @param <T> the type of the value
     * @return a lazy future of the child's handle; its await throws {@link IllegalStateException}
     *     outside of a runtime, and if the scope has ended
     */
    @CancelSafe(Keeps.ALL_BUT_PLACE)
    <T extends @Nullable Object> Future<JoinHandle<T>> spawn(Future<? extends T> future);

    /**
     * Waits for a place and starts a lambda as a child; see {@link #spawn(Future)}.
     *
     * @param lambda the code; it may await
     * @param <T> the type of the value
     * @return a lazy future of the child's handle
     */
    @CancelSafe(Keeps.ALL_BUT_PLACE)
    <T extends @Nullable Object> Future<JoinHandle<T>> spawn(AsyncCallable<? extends T, ?> lambda);

    /**
     * Waits for a place and starts a lambda without a value as a child; see {@link #spawn(Future)}.
     *
     * @param lambda the code; it may await
     * @return a lazy future of the child's handle
     */
    @CancelSafe(Keeps.ALL_BUT_PLACE)
    Future<JoinHandle<Void>> spawn(AsyncRunnable<?> lambda);

    /**
     * Waits for a place and starts the future that a lambda returns as a child; see {@link
     * #spawn(Future)}.
     *
     * @param lambda makes the future, inside the child
     * @param <T> the type of the value
     * @return a lazy future of the child's handle
     */
    @CancelSafe(Keeps.ALL_BUT_PLACE)
    <T extends @Nullable Object> Future<JoinHandle<T>> spawn(FutureCallable<T, ?> lambda);

    /**
     * Waits for a place and runs work that blocks or computes for long as a child; see {@link
     * #spawn(Future)} and {@link TaskScope#spawnBlocking}.
     *
     * @param work the work; it can't await
     * @param <T> the type of the value
     * @return a lazy future of the child's handle
     */
    @CancelSafe(Keeps.ALL_BUT_PLACE)
    <T extends @Nullable Object> Future<JoinHandle<T>> spawnBlocking(Callable<? extends T> work);
  }

  /**
   * Runs lambdas, each with a {@link Limited} scope of its own; made by {@link
   * TaskScope#maxConcurrent}.
   *
   * @param maxConcurrent the most children that live at the same time
   */
  record Limit(int maxConcurrent) {
    /**
     * A limit.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Limit {
      if (maxConcurrent < 1) {
        throw new IllegalArgumentException(
            "maxConcurrent must be at least 1, and is " + maxConcurrent);
      }
    }

    /**
     * Runs a lambda with a scope of its own; see {@link TaskScope#run(AsyncFunction)}.
     *
     * @param body the lambda; it may await, and spawns into the scope that it is given
     * @param <T> the type of its value
     * @param <E> what it may throw
     * @return a lazy future of the value
     * @throws E never here: the await of the future throws it
     */
    @CancelUnsafe("what the body and its children have done so far: they are cancelled")
    public <T extends @Nullable Object, E extends Exception> Future<T> run(
        AsyncFunction<? super Limited, ? extends T, ? extends E> body) throws E {
      return ScopeRun.limited(maxConcurrent, scope -> LambdaFrame.apply(body, scope));
    }

    /**
     * Runs a lambda without a value with a scope of its own; see {@link
     * TaskScope#run(AsyncFunction)}.
     *
     * @param body the lambda; it may await, and spawns into the scope that it is given
     * @param <E> what it may throw
     * @return a lazy future
     * @throws E never here: the await of the future throws it
     */
    @CancelUnsafe("what the body and its children have done so far: they are cancelled")
    public <E extends Exception> Future<Void> runDo(
        AsyncConsumer<? super Limited, ? extends E> body) throws E {
      return ScopeRun.limited(maxConcurrent, scope -> LambdaFrame.accept(body, scope));
    }

    /**
     * Runs a lambda with a scope of its own until a deadline; see {@link TaskScope#run(Deadline,
     * AsyncFunction)}.
     *
     * @param deadline when it has to have ended
     * @param body the lambda; it may await, and spawns into the scope that it is given
     * @param <T> the type of its value
     * @param <E> what it may throw
     * @return a lazy future of the value
     * @throws E never here: the await of the future throws it
     * @throws TimeoutException never here: the await throws it
     */
    @CancelUnsafe("what the body and its children have done so far: they are cancelled")
    public <T extends @Nullable Object, E extends Exception> Future<T> run(
        Deadline deadline, AsyncFunction<? super Limited, ? extends T, ? extends E> body)
        throws E, TimeoutException {
      return until(deadline, run(body));
    }

    /**
     * Runs a lambda without a value with a scope of its own until a deadline; see {@link
     * TaskScope#run(Deadline, AsyncFunction)}.
     *
     * @param deadline when it has to have ended
     * @param body the lambda; it may await, and spawns into the scope that it is given
     * @param <E> what it may throw
     * @return a lazy future
     * @throws E never here: the await of the future throws it
     * @throws TimeoutException never here: the await throws it
     */
    @CancelUnsafe("what the body and its children have done so far: they are cancelled")
    public <E extends Exception> Future<Void> runDo(
        Deadline deadline, AsyncConsumer<? super Limited, ? extends E> body)
        throws E, TimeoutException {
      return until(deadline, runDo(body));
    }
  }
}
