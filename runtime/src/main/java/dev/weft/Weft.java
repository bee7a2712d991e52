package dev.weft;

import dev.weft.CancelSafe.Keeps;
import dev.weft.abi.EachLoop;
import dev.weft.abi.Spawn;
import dev.weft.internal.future.ArmSelect;
import dev.weft.internal.future.Disabled;
import dev.weft.internal.future.Failed;
import dev.weft.internal.future.Join;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.future.Never;
import dev.weft.internal.future.PositionalSelect;
import dev.weft.internal.future.Ready;
import dev.weft.internal.future.SelectArm;
import dev.weft.internal.future.Shield;
import dev.weft.internal.future.StageFuture;
import dev.weft.internal.future.Timeout;
import dev.weft.internal.future.TryJoin;
import dev.weft.internal.future.Unwoven;
import dev.weft.internal.future.Using;
import dev.weft.internal.future.YieldOnce;
import dev.weft.internal.signal.CtrlC;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Unconstrained;
import dev.weft.interop.Stages;
import dev.weft.time.Deadline;
import dev.weft.time.Interval;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The words of the language: {@code import static dev.weft.Weft.*}.
 *
 * <p>Arguments are checked at the call. The futures are lazy unless a method says otherwise.
 */
@SuppressWarnings({
  "unchecked", // a lambda's frame gives what the lambda returns
  "DoNotCallSuggester" // await throws in code that was not woven only
})
public final class Weft extends Combinators {
  /** Places for calls that the weaver has not seen; see {@link Spawn}. */
  private static final String SPAWN = "dev.weft.Weft\nspawn\n\n-1";

  private static final String SPAWN_BLOCKING = "dev.weft.Weft\nspawnBlocking\n\n-1";

  private Weft() {}

  // await

  /**
   * Waits for a future, without blocking a thread, and gives its value.
   *
   * <p>May stand in {@link Async} and {@link AsyncMain} methods and in lambdas that are passed as
   * {@link AsyncCallable}, {@link AsyncRunnable} or {@link FutureCallable}; the weaver replaces the
   * call there.
   *
   * @param future what to wait for; it starts if it has not
   * @param <T> the type of the value
   * @return the value
   * @throws CancelledError if the strand that awaits is cancelled; the future's own failure is
   *     thrown as it is, checked exceptions too
   * @throws IllegalStateException in code that was not woven
   */
  public static <T extends @Nullable Object> T await(Future<? extends T> future) {
    throw Unwoven.await();
  }

  /**
   * Waits for a future as {@link #await(Future)} does and declares an exception it may fail with,
   * for where the future was made elsewhere.
   *
   * @param future what to wait for
   * @param failure the exception to declare; not looked at
   * @param <T> the type of the value
   * @param <X> the exception
   * @return the value
   * @throws X if the future fails with it
   */
  public static <T extends @Nullable Object, X extends Throwable> T await(
      Future<? extends T> future, Class<X> failure) throws X {
    throw Unwoven.await();
  }

  /**
   * Waits for a completion stage as {@link #await(Future)} does for a future. Losing the wait
   * leaves the stage alone. A {@link java.util.concurrent.CompletionException} is unwrapped.
   *
   * @param stage what to wait for
   * @param <T> the type of the value
   * @return the value
   */
  public static <T extends @Nullable Object> T await(CompletionStage<? extends T> stage) {
    throw Unwoven.await();
  }

  /**
   * Waits for a completion stage and declares an exception it may fail with.
   *
   * @param stage what to wait for
   * @param failure the exception to declare; not looked at
   * @param <T> the type of the value
   * @param <X> the exception
   * @return the value
   * @throws X if the stage fails with it
   */
  public static <T extends @Nullable Object, X extends Throwable> T await(
      CompletionStage<? extends T> stage, Class<X> failure) throws X {
    throw Unwoven.await();
  }

  // each

  /**
   * The elements of a stream, for the header of a {@code for} statement and for nothing else:
   *
   * <pre>{@code
   * for (String line : each(lines)) {
   *   await(handle(line));
   * }
   * }</pre>
   *
   * <p>The loop waits for each element, without blocking a thread, and ends with the stream. It may
   * stand where {@link #await(Future)} may. One that is left early, by {@code break}, {@code
   * return} or an exception, leaves the stream where it is: a later loop goes on with the next
   * element. The loop doesn't close the stream; where it holds a resource, a {@code try} does.
   *
   * <p>What an element's future throws is thrown at the header, cancellation too: see {@link
   * AsyncStream#next()} for whether an element can be lost by it.
   *
   * @param stream where the elements come from
   * @param <T> the type of the elements
   * @return what the loop runs over; there is nothing else to be done with it
   * @throws IllegalStateException in code that was not woven, when the loop starts
   */
  public static <T> Iterable<T> each(AsyncStream<? extends T> stream) {
    return new EachLoop<>(stream);
  }

  /**
   * The elements of a stream as {@link #each(AsyncStream)} gives them; declares an exception that
   * the stream may fail with.
   *
   * @param stream where the elements come from
   * @param failure the exception to declare; not looked at
   * @param <T> the type of the elements
   * @param <X> the exception
   * @return what the loop runs over
   * @throws X never here: the loop throws it where the stream fails
   */
  public static <T, X extends Throwable> Iterable<T> each(
      AsyncStream<? extends T> stream, Class<X> failure) throws X {
    return each(stream);
  }

  // Making futures

  /**
   * A future of a lambda in direct style. The lambda runs when the future is started.
   *
   * @param lambda the code; it may await
   * @param <T> the type of the value
   * @param <E> what the code may throw, declared here so that the call stands in the {@code try}
   * @return the lazy future
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far")
  public static <T extends @Nullable Object, E extends Exception> Future<T> async(
      AsyncCallable<? extends T, ? extends E> lambda) throws E {
    return (Future<T>) LambdaFrame.of(lambda);
  }

  /**
   * A future of a lambda without a value.
   *
   * @param lambda the code; it may await
   * @param <E> what the code may throw
   * @return the lazy future
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far")
  public static <E extends Exception> Future<Void> async(AsyncRunnable<? extends E> lambda)
      throws E {
    return (Future<Void>) (Future<?>) LambdaFrame.of(lambda);
  }

  /**
   * A future of the future that a lambda returns.
   *
   * @param lambda makes the future, when this one is started
   * @param <T> the type of the value
   * @param <E> what the code may throw
   * @return the lazy future
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far")
  public static <T extends @Nullable Object, E extends Exception> Future<T> async(
      FutureCallable<T, ? extends E> lambda) throws E {
    return (Future<T>) LambdaFrame.of(lambda);
  }

  /**
   * The end of an async method without a value.
   *
   * @return a future that is done
   */
  @CancelSafe
  public static Future<Void> ready() {
    return Ready.ofVoid();
  }

  /**
   * The end of an async method with a value. To await it never lets other tasks run, as it doesn't
   * count for the limit of 128 futures that a task may complete at once.
   *
   * @param value the value
   * @param <T> its type
   * @return a future that has the value
   */
  @CancelSafe
  public static <T extends @Nullable Object> Future<T> ready(T value) {
    return Ready.of(value);
  }

  /**
   * The end of an eager async method with a value.
   *
   * @param value the value
   * @param <T> its type
   * @return a future that has the value
   */
  public static <T extends @Nullable Object> CompletableFuture<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }

  /**
   * A future that fails whenever it is awaited.
   *
   * @param failure what it throws
   * @param <T> the type of the value there is not
   * @return the future
   */
  @CancelSafe
  public static <T extends @Nullable Object> Future<T> failed(Throwable failure) {
    return new Failed<>(failure);
  }

  /**
   * A future that never ends, except by cancellation.
   *
   * @param <T> the type of the value there is not
   * @return the future
   */
  @CancelSafe
  public static <T extends @Nullable Object> Future<T> pending() {
    return Never.instance();
  }

  /**
   * A future of a completion stage. Cancelling it ends the wait and leaves the stage alone; see
   * {@link #owned}.
   *
   * @param stage the stage
   * @param <T> the type of the value
   * @return the future
   */
  @CancelSafe
  public static <T extends @Nullable Object> Future<T> from(CompletionStage<? extends T> stage) {
    return new StageFuture<>(stage);
  }

  /**
   * A future of a completion stage that belongs to whoever awaits it: cancelling the future cancels
   * the stage; see {@link Stages#owned(CompletionStage)}.
   *
   * @param stage the stage
   * @param <T> the type of the value
   * @return the future
   */
  @CancelUnsafe("the stage: it is cancelled")
  public static <T extends @Nullable Object> Future<T> owned(CompletionStage<? extends T> stage) {
    return Stages.owned(stage);
  }

  // Tasks

  /**
   * Starts a future as a task of the current runtime, at once and in the background.
   *
   * @param future the future
   * @param <T> the type of the value
   * @return the task's handle; dropping it detaches the task
   * @throws IllegalStateException outside of a runtime
   * @see <a href="https://docs.rs/tokio/latest/tokio/task/fn.spawn.html">Tokio's spawn</a>
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
    return Spawn.spawn(future, SPAWN);
  }

  /**
   * Starts a lambda as a task; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      AsyncCallable<? extends T, ?> lambda) {
    return Spawn.spawn(lambda, SPAWN);
  }

  /**
   * Starts a lambda without a value as a task; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @return the task's handle
   */
  public static JoinHandle<Void> spawn(AsyncRunnable<?> lambda) {
    return Spawn.spawn(lambda, SPAWN);
  }

  /**
   * Starts the future that a lambda returns as a task; see {@link #spawn(Future)}.
   *
   * @param lambda makes the future, inside the task
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(FutureCallable<T, ?> lambda) {
    return Spawn.spawn(lambda, SPAWN);
  }

  /**
   * Runs work that blocks or computes for long on a thread of the pool for blocking work, at once.
   * Aborting prevents work that has not started; work that has started goes on to its end.
   *
   * @param work the work; it can't await
   * @param <T> the type of the value
   * @return a handle of its result
   * @throws IllegalStateException outside of a runtime
   * @see <a href="https://docs.rs/tokio/latest/tokio/task/fn.spawn_blocking.html">Tokio's
   *     spawn_blocking</a>
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawnBlocking(
      Callable<? extends T> work) {
    return Spawn.spawnBlocking(work, SPAWN_BLOCKING);
  }

  /**
   * Runs work that blocks right here, on the calling thread, while another thread goes on with what
   * else the thread had to do: for synchronous code deep below an async method that has to wait,
   * even for a future: {@code blockInPlace(() -> AsyncRuntime.current().blockOn(future))}. Where
   * the work can stand in an async method, {@link #spawnBlocking} is the better choice.
   *
   * <p>Only the calling task waits: with all that it joins, races or selects. The work can't be
   * cancelled, and the rest of the poll goes on behind it on the same thread. If no other thread
   * has come to take over until the work ends, as happens with work of some microseconds, nothing
   * else has changed. A thread that takes over is one of the runtime's own, and told to its hooks.
   *
   * <p>Outside of tasks, on threads for blocking work, and within other calls of this method the
   * work is just run.
   *
   * @param work the work; it can't await
   * @param <T> the type of the value
   * @param <E> what it throws
   * @return its value
   * @throws E its failure
   * @throws IllegalStateException in a task of a current-thread runtime or of one on a foreign
   *     executor: there is no other thread to take over
   * @see <a href="https://docs.rs/tokio/latest/tokio/task/fn.block_in_place.html">Tokio's
   *     block_in_place</a>
   */
  public static <T extends @Nullable Object, E extends Exception> T blockInPlace(
      BlockingCallable<T, E> work) throws E {
    Scheduler scheduler = Current.isPolling() ? Current.schedulerOrNull() : null;
    return scheduler == null ? work.call() : scheduler.blockInPlace(work);
  }

  /**
   * Runs work without a value that blocks; see {@link #blockInPlace(BlockingCallable)}.
   *
   * @param work the work; it can't await
   * @param <E> what it throws
   * @throws E its failure
   */
  public static <E extends Exception> void blockInPlace(BlockingRunnable<E> work) throws E {
    Weft.<@Nullable Void, E>blockInPlace(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Lets other tasks run: the task goes to the back of the queue once, and timers that are due fire
   * before it runs again.
   *
   * @return a future that ends at its second poll
   */
  @CancelSafe
  public static Future<Void> yieldNow() {
    return new YieldOnce();
  }

  /**
   * Keeps a cancellation of the strand that awaits from a future, so that cleanup can await. The
   * future goes on for at most 10 s after the cancellation, then it is cancelled too.
   *
   * @param future what must not be cancelled
   * @param <T> the type of the value
   * @return a future of the same outcome; the await after it throws the cancellation
   */
  @CancelUnsafe("the value of the future, which goes on to its end")
  public static <T extends @Nullable Object> Future<T> shield(Future<? extends T> future) {
    return new Shield<>(future);
  }

  /**
   * Runs a future for which the budget of its task doesn't count: it may complete any number of
   * futures in one poll, and lets other tasks run only where it has to wait. The rest of the task
   * keeps its budget. Cancel-safe if the future is.
   *
   * @param future the future; one that never has to wait keeps its thread
   * @param <T> the type of the value
   * @return a future of the same outcome
   * @see <a href="https://docs.rs/tokio/latest/tokio/task/coop/fn.unconstrained.html">Tokio's
   *     unconstrained</a>
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public static <T extends @Nullable Object> Future<T> unconstrained(Future<? extends T> future) {
    return new Unconstrained<>(future);
  }

  // Time

  /**
   * Waits for a span of time. Cancel-safe.
   *
   * @param span how long, from this call on; zero or less doesn't wait
   * @return the future
   */
  public static Sleep sleep(Duration span) {
    return Sleep.of(span);
  }

  /**
   * Waits until a point in time. Cancel-safe.
   *
   * @param deadline when to go on
   * @return the future
   */
  public static Sleep sleepUntil(Deadline deadline) {
    return Sleep.until(deadline);
  }

  /**
   * Ticks at regular times, first at once.
   *
   * @param period the time from tick to tick, more than zero
   * @return the interval
   * @see <a href="https://docs.rs/tokio/latest/tokio/time/fn.interval.html">Tokio's interval</a>
   */
  public static Interval interval(Duration period) {
    return Interval.of(period);
  }

  /**
   * Ticks at regular times, first at a point in time.
   *
   * @param start when it ticks first
   * @param period the time from tick to tick, more than zero
   * @return the interval
   * @see <a href="https://docs.rs/tokio/latest/tokio/time/fn.interval_at.html">Tokio's
   *     interval_at</a>
   */
  public static Interval intervalAt(Deadline start, Duration period) {
    return Interval.from(start, period);
  }

  /**
   * Gives a future a limited time. When it is over the future is cancelled, and the time-out is
   * thrown as soon as its cleanup has ended.
   *
   * @param limit how long, from this call on
   * @param future the future; polled first, so a value that is there is given even past the limit
   * @param <T> the type of the value
   * @return a future of the same outcome
   * @throws TimeoutException never here: the await throws it
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public static <T extends @Nullable Object> Future<T> timeout(
      Duration limit, Future<? extends T> future) throws TimeoutException {
    return new Timeout<>(future, limit);
  }

  /**
   * Gives a completion stage a limited time. When it is over the wait ends; the stage goes on.
   *
   * @param limit how long, from this call on
   * @param stage the stage
   * @param <T> the type of the value
   * @return a future of the stage's outcome
   * @throws TimeoutException never here: the await throws it
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public static <T extends @Nullable Object> Future<T> timeout(
      Duration limit, CompletionStage<? extends T> stage) throws TimeoutException {
    return timeout(limit, Weft.<T>from(stage));
  }

  /**
   * Gives a future time until a deadline; otherwise as {@link #timeout(Duration, Future)}. So what
   * is done in several steps gets one limit for all of them.
   *
   * @param deadline when it is over
   * @param future the future; polled first, so a value that is there is given even past the
   *     deadline
   * @param <T> the type of the value
   * @return a future of the same outcome
   * @throws TimeoutException never here: the await throws it
   * @see <a href="https://docs.rs/tokio/latest/tokio/time/fn.timeout_at.html">Tokio's
   *     timeout_at</a>
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public static <T extends @Nullable Object> Future<T> timeoutAt(
      Deadline deadline, Future<? extends T> future) throws TimeoutException {
    return new Timeout<>(future, Objects.requireNonNull(deadline, "deadline"));
  }

  /**
   * Gives a completion stage time until a deadline. When it is reached the wait ends; the stage
   * goes on.
   *
   * @param deadline when it is over
   * @param stage the stage
   * @param <T> the type of the value
   * @return a future of the stage's outcome
   * @throws TimeoutException never here: the await throws it
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public static <T extends @Nullable Object> Future<T> timeoutAt(
      Deadline deadline, CompletionStage<? extends T> stage) throws TimeoutException {
    return timeoutAt(deadline, Weft.<T>from(stage));
  }

  // join

  /**
   * Runs futures side by side in the current task and waits for all of them. A wake-up costs the
   * same however many they are.
   *
   * <p>They are polled in the order in which they are woken, and each time another one comes first.
   * Where the budget of the task is spent, the others go on when it is the task's turn again.
   *
   * <p>Cancel-safe if all of them are: cancelling it cancels those that have not ended, and waits
   * for their cleanup. The values of the others are dropped with it.
   *
   * @param futures the futures
   * @param <T> the type of the values
   * @return a future of the values, in the order of the futures; if some failed, of the first
   *     failure with the others suppressed
   * @see <a href="https://docs.rs/tokio/latest/tokio/macro.join.html">Tokio's join</a>
   */
  @CancelUnsafe("the values of those that have ended")
  public static <T extends @Nullable Object> Future<List<T>> join(
      Collection<? extends Future<? extends T>> futures) {
    return new Join<>(v -> (List<T>) listOf(v), copyOf(futures));
  }

  /**
   * Runs futures side by side in the current task until all have a value, or one has failed. Then
   * the others are cancelled, and the failure is thrown as soon as they have cleaned up, with what
   * they have thrown meanwhile suppressed in it. Otherwise as {@link #join(Collection)}.
   *
   * @param futures the futures
   * @param <T> the type of the values
   * @return a future of the values, in the order of the futures
   * @see <a href="https://docs.rs/tokio/latest/tokio/macro.try_join.html">Tokio's try_join</a>
   */
  @CancelUnsafe("the values of those that have ended")
  public static <T extends @Nullable Object> Future<List<T>> tryJoin(
      Collection<? extends Future<? extends T>> futures) {
    return new TryJoin<>(v -> (List<T>) listOf(v), copyOf(futures));
  }

  /**
   * Runs a lambda for each of some items, side by side in the current task, and waits for all; as
   * {@link #join(Collection)} of their futures.
   *
   * @param items the items, as they are at this call
   * @param body what is done with each; it may await
   * @param <T> the type of the items
   * @param <R> the type of the values
   * @return a future of the values, in the order of the items
   */
  @CancelUnsafe("the values of those that have ended")
  public static <T extends @Nullable Object, R extends @Nullable Object> Future<List<R>> joinEach(
      Collection<? extends T> items, AsyncFunction<? super T, ? extends R, ?> body) {
    Object[] all = items.toArray();
    return new Join<>(runs(all, body), all.length, Integer.MAX_VALUE, v -> (List<R>) listOf(v));
  }

  /**
   * Runs a lambda for each of some items, side by side in the current task, until one fails; as
   * {@link #tryJoin(Collection)} of their futures.
   *
   * @param items the items, as they are at this call
   * @param body what is done with each; it may await
   * @param <T> the type of the items
   * @param <R> the type of the values
   * @return a future of the values, in the order of the items
   */
  @CancelUnsafe("the values of those that have ended")
  public static <T extends @Nullable Object, R extends @Nullable Object>
      Future<List<R>> tryJoinEach(
          Collection<? extends T> items, AsyncFunction<? super T, ? extends R, ?> body) {
    return tryJoinEach(Integer.MAX_VALUE, items, body);
  }

  /**
   * Runs a lambda for each of some items, so many at a time, in the current task, until one fails;
   * those that have not started then never do. Otherwise as {@link #tryJoin(Collection)}.
   *
   * <pre>{@code
   * List<String> pages = await(tryJoinEach(4, List.of("/a", "/b", "/c"), path -> await(load(path))));
   * }</pre>
   *
   * @param limit how many may run at once, at least one
   * @param items the items, as they are at this call
   * @param body what is done with each; it may await
   * @param <T> the type of the items
   * @param <R> the type of the values
   * @return a future of the values, in the order of the items
   * @throws IllegalArgumentException if the limit is less than one
   */
  @CancelUnsafe("the values of those that have ended")
  public static <T extends @Nullable Object, R extends @Nullable Object>
      Future<List<R>> tryJoinEach(
          int limit, Collection<? extends T> items, AsyncFunction<? super T, ? extends R, ?> body) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit + " would let none run");
    }
    Object[] all = items.toArray();
    return new TryJoin<>(runs(all, body), all.length, limit, v -> (List<R>) listOf(v));
  }

  private static <T extends @Nullable Object> Iterator<Future<?>> runs(
      Object[] items, AsyncFunction<? super T, ?, ?> body) {
    Objects.requireNonNull(body, "body");
    return Arrays.stream(items)
        .<Future<?>>map(item -> LambdaFrame.apply((AsyncFunction<Object, ?, ?>) body, item))
        .iterator();
  }

  private static List<?> listOf(@Nullable Object[] values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  private static Future<?>[] copyOf(Collection<? extends Future<?>> futures) {
    Future<?>[] copy = futures.toArray(Future<?>[]::new);
    for (Future<?> future : copy) {
      Objects.requireNonNull(future, "future");
    }
    return copy;
  }

  // select

  /**
   * Waits for the first of several futures to end, cancels the others, and runs its handler when
   * they have cleaned up; see {@link Select}.
   *
   * <pre>{@code
   * String line =
   *     await(
   *         select(
   *             on(channel.rx().recv(), message -> "got " + message),
   *             on(sleep(Duration.ofSeconds(1)), () -> "nothing came")));
   * }</pre>
   *
   * <p>A select that is all that a task does is passed as it is: {@code spawn(select(...))}. In
   * {@code spawn(() -> await(select(...)))} javac doesn't find out what the handlers give.
   *
   * @param arms the futures with their handlers
   * @param <R> the type of what the handlers give
   * @return a future of what the winner's handler gives
   * @see <a href="https://docs.rs/tokio/latest/tokio/macro.select.html">Tokio's select</a>
   */
  @CancelUnsafe("what the handler that runs has done so far")
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  public static <R extends @Nullable Object> Select<R> select(Arm<? extends R>... arms) {
    return ArmSelect.among(Arrays.asList(arms));
  }

  /**
   * Waits for the first of any number of futures to end; as {@link #select(Arm...)}.
   *
   * @param arms the futures with their handlers
   * @param <R> the type of what the handlers give
   * @return a future of what the winner's handler gives
   */
  @CancelUnsafe("what the handler that runs has done so far")
  public static <R extends @Nullable Object> Select<R> select(
      Collection<? extends Arm<? extends R>> arms) {
    return ArmSelect.among(arms);
  }

  /**
   * A future for a select, with what is done with its value.
   *
   * @param future the future
   * @param handler makes the result of the value; it may await
   * @param <T> the type of the value
   * @param <R> the type of the result
   * @return the arm
   */
  public static <T extends @Nullable Object, R extends @Nullable Object> Arm<R> on(
      Future<? extends T> future, AsyncFunction<? super T, ? extends R, ?> handler) {
    return new SelectArm<>(future, SelectArm.apply(handler));
  }

  /**
   * A future for a select whose value doesn't matter.
   *
   * @param future the future
   * @param handler makes the result; it may await
   * @param <R> the type of the result
   * @return the arm
   */
  public static <R extends @Nullable Object> Arm<R> on(
      Future<?> future, AsyncCallable<? extends R, ?> handler) {
    return new SelectArm<>(future, SelectArm.call(handler));
  }

  /**
   * A future for a select, with what is done with its value, without a result.
   *
   * @param future the future
   * @param handler takes the value; it may await
   * @param <T> the type of the value
   * @return the arm, which gives null
   */
  public static <T extends @Nullable Object> Arm<Void> onDo(
      Future<? extends T> future, AsyncConsumer<? super T, ?> handler) {
    return new SelectArm<>(future, SelectArm.accept(handler));
  }

  /**
   * A future for a select, with what is done when it ends with a value other than null. A null
   * disables the arm: the select goes on waiting for the others.
   *
   * @param future the future, such as that of a receiver, which gives null at the end
   * @param handler makes the result of the value; it may await
   * @param <T> the type of the value
   * @param <R> the type of the result
   * @return the arm
   */
  public static <T, R extends @Nullable Object> Arm<R> onNonNull(
      Future<? extends @Nullable T> future, AsyncFunction<? super T, ? extends R, ?> handler) {
    return new SelectArm<R>(future, SelectArm.apply(handler)).onNonNull();
  }

  /**
   * Enables or disables a future of a select. One that is disabled is never polled; it keeps its
   * place.
   *
   * @param enabled whether it takes part
   * @param future the future
   * @param <T> the type of the value
   * @return the future, or one that a select leaves out
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public static <T extends @Nullable Object> Future<T> when(
      boolean enabled, Future<? extends T> future) {
    Objects.requireNonNull(future, "future");
    return enabled ? Future.widen(future) : Disabled.instance();
  }

  /**
   * Lends a future to a select, a race or a time-out, in a loop for instance: if it loses, it isn't
   * cancelled, and the next one, given {@code borrow} of the same future, goes on with it. See
   * {@link Borrowed} for who gives it up in the end.
   *
   * @param future the future
   * @param <T> the type of the value
   * @return a view of the future
   * @see <a href="https://docs.rs/tokio/latest/tokio/macro.pin.html">Tokio's pin, with {@code
   *     &mut}</a>
   */
  @CancelSafe
  public static <T extends @Nullable Object> Borrowed<T> borrow(Future<? extends T> future) {
    return Borrowed.of(future);
  }

  /**
   * Waits for the first of several futures to end, with a value or a failure, which is the outcome
   * then, and cancels the others: a {@link Select} that doesn't tell which one it was.
   *
   * @param futures the futures, at least one
   * @param <T> the type of the value
   * @return a future of the winner's outcome
   * @throws IllegalArgumentException if there is none
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  public static <T extends @Nullable Object> Future<T> race(Future<? extends T>... futures) {
    return race(Arrays.asList(futures));
  }

  /**
   * Waits for the first of any number of futures to end; as {@link #race(Future...)}.
   *
   * @param futures the futures, at least one
   * @param <T> the type of the value
   * @return a future of the winner's outcome
   * @throws IllegalArgumentException if there is none
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public static <T extends @Nullable Object> Future<T> race(
      Collection<? extends Future<? extends T>> futures) {
    if (futures.isEmpty()) {
      throw new IllegalArgumentException("a race of no futures would never end");
    }
    return PositionalSelect.withoutPlace(copyOf(futures));
  }

  // Signals

  /**
   * Waits for Ctrl+C, that is the signal INT. Cancel-safe: from the first time that it is waited
   * for, the signal doesn't end the JVM any more, and one that comes while nobody waits ends the
   * next wait at once. If another one comes before that, nobody seems to listen any more, and it
   * ends the JVM as it does without this.
   *
   * <p>All that wait are told of a signal.
   *
   * @return a lazy future of the next signal; it fails with an {@link
   *     UnsupportedOperationException} on a JVM without the module {@code jdk.unsupported}, or
   *     whose signals something else has claimed ({@code -Xrs})
   * @see <a href="https://docs.rs/tokio/latest/tokio/signal/fn.ctrl_c.html">Tokio's ctrl_c</a>
   */
  @CancelSafe
  public static Future<Void> ctrlC() {
    return new CtrlC();
  }

  // Resources

  /**
   * Runs a lambda with a resource and then closes that, whichever way the lambda ends: with a
   * value, a failure or a cancellation. It is closed once, and the future ends when the resource
   * has.
   *
   * <pre>{@code
   * String greeting = await(using(connection, c -> await(c.ask("hello"))));
   * }</pre>
   *
   * <p>A cancellation doesn't cut the end of the resource short: it has 10 s, as inside {@link
   * #shield}. What it fails with is thrown, or suppressed in the failure of the lambda. Code that
   * is cancelled already may await this too: the lambda runs to its first await, and the resource
   * is closed. A future that nobody awaits, spawns or gives to a select runs nothing: then the
   * resource isn't closed either. For a resource with an end that needs no waiting, a {@code try}
   * does the same.
   *
   * @param resource the resource, made before
   * @param body the lambda; it may await
   * @param <R> the type of the resource
   * @param <T> the type of the value
   * @param <E> what the lambda may throw, declared here so that the call stands in the {@code try}
   * @return a lazy future of the lambda's value
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far")
  public static <R extends AsyncCloseable, T extends @Nullable Object, E extends Exception>
      Future<T> using(R resource, AsyncFunction<? super R, ? extends T, ? extends E> body)
          throws E {
    Objects.requireNonNull(resource, "resource");
    return new Using<>(resource, LambdaFrame.apply(body, resource));
  }

  /**
   * Runs a lambda without a value with a resource; see {@link #using}.
   *
   * @param resource the resource, made before
   * @param body the lambda; it may await
   * @param <R> the type of the resource
   * @param <E> what the lambda may throw
   * @return a lazy future of the end
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("what the lambda has done so far")
  public static <R extends AsyncCloseable, E extends Exception> Future<Void> usingDo(
      R resource, AsyncConsumer<? super R, ? extends E> body) throws E {
    Objects.requireNonNull(resource, "resource");
    return new Using<>(resource, LambdaFrame.accept(body, resource));
  }
}
