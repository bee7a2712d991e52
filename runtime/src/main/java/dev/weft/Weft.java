package dev.weft;

import dev.weft.abi.EachLoop;
import dev.weft.abi.Spawn;
import dev.weft.internal.future.Failed;
import dev.weft.internal.future.Join;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.future.Never;
import dev.weft.internal.future.Ready;
import dev.weft.internal.future.Shield;
import dev.weft.internal.future.StageFuture;
import dev.weft.internal.future.Timeout;
import dev.weft.internal.future.Unwoven;
import dev.weft.internal.future.YieldOnce;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Unconstrained;
import dev.weft.time.Deadline;
import dev.weft.time.Interval;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
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
public final class Weft {
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
  public static <T extends @Nullable Object, E extends Exception> Future<T> async(
      FutureCallable<T, ? extends E> lambda) throws E {
    return (Future<T>) LambdaFrame.of(lambda);
  }

  /**
   * The end of an async method without a value.
   *
   * @return a future that is done
   */
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
  public static <T extends @Nullable Object> Future<T> failed(Throwable failure) {
    return new Failed<>(failure);
  }

  /**
   * A future that never ends, except by cancellation.
   *
   * @param <T> the type of the value there is not
   * @return the future
   */
  public static <T extends @Nullable Object> Future<T> pending() {
    return Never.instance();
  }

  /**
   * A future of a completion stage. Cancelling it ends the wait and leaves the stage alone.
   *
   * @param stage the stage
   * @param <T> the type of the value
   * @return the future
   */
  public static <T extends @Nullable Object> Future<T> from(CompletionStage<? extends T> stage) {
    return new StageFuture<>(stage);
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
  public static <T extends @Nullable Object> Future<T> timeoutAt(
      Deadline deadline, CompletionStage<? extends T> stage) throws TimeoutException {
    return timeoutAt(deadline, Weft.<T>from(stage));
  }

  // join

  /**
   * Runs futures side by side in the current task and waits for all of them.
   *
   * @param futures the futures
   * @param <T> the type of the values
   * @return a future of the values, in the order of the futures; if some failed, of the first
   *     failure with the others suppressed
   * @see <a href="https://docs.rs/tokio/latest/tokio/macro.join.html">Tokio's join</a>
   */
  public static <T extends @Nullable Object> Future<List<T>> join(
      Collection<? extends Future<? extends T>> futures) {
    return new Join<>(
        futures, values -> (List<T>) Collections.unmodifiableList(Arrays.asList(values)));
  }

  /**
   * Runs two futures side by side; see {@link #join(Collection)}.
   *
   * @param first the first future
   * @param second the second future
   * @param <A> the type of its value
   * @param <B> the type of the second value
   * @return a future of the values
   */
  public static <A extends @Nullable Object, B extends @Nullable Object> Future<Tuple2<A, B>> join(
      Future<? extends A> first, Future<? extends B> second) {
    return new Join<>(v -> new Tuple2<>((A) v[0], (B) v[1]), first, second);
  }

  /**
   * Runs three futures side by side; see {@link #join(Collection)}.
   *
   * @param first the first future
   * @param second the second future
   * @param third the third future
   * @param <A> the type of its value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @return a future of the values
   */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Future<Tuple3<A, B, C>> join(
          Future<? extends A> first, Future<? extends B> second, Future<? extends C> third) {
    return new Join<>(v -> new Tuple3<>((A) v[0], (B) v[1], (C) v[2]), first, second, third);
  }

  /**
   * Runs four futures side by side; see {@link #join(Collection)}.
   *
   * @param first the first future
   * @param second the second future
   * @param third the third future
   * @param fourth the fourth future
   * @param <A> the type of its value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @param <D> the type of the fourth value
   * @return a future of the values
   */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Future<Tuple4<A, B, C, D>> join(
          Future<? extends A> first,
          Future<? extends B> second,
          Future<? extends C> third,
          Future<? extends D> fourth) {
    return new Join<>(
        v -> new Tuple4<>((A) v[0], (B) v[1], (C) v[2], (D) v[3]), first, second, third, fourth);
  }

  /**
   * Runs five futures side by side; see {@link #join(Collection)}.
   *
   * @param first the first future
   * @param second the second future
   * @param third the third future
   * @param fourth the fourth future
   * @param fifth the fifth future
   * @param <A> the type of its value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @param <D> the type of the fourth value
   * @param <E> the type of the fifth value
   * @return a future of the values
   */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      Future<Tuple5<A, B, C, D, E>> join(
          Future<? extends A> first,
          Future<? extends B> second,
          Future<? extends C> third,
          Future<? extends D> fourth,
          Future<? extends E> fifth) {
    return new Join<>(
        v -> new Tuple5<>((A) v[0], (B) v[1], (C) v[2], (D) v[3], (E) v[4]),
        first,
        second,
        third,
        fourth,
        fifth);
  }

  /**
   * Runs six futures side by side; see {@link #join(Collection)}.
   *
   * @param first the first future
   * @param second the second future
   * @param third the third future
   * @param fourth the fourth future
   * @param fifth the fifth future
   * @param sixth the sixth future
   * @param <A> the type of its value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @param <D> the type of the fourth value
   * @param <E> the type of the fifth value
   * @param <F> the type of the sixth value
   * @return a future of the values
   */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object>
      Future<Tuple6<A, B, C, D, E, F>> join(
          Future<? extends A> first,
          Future<? extends B> second,
          Future<? extends C> third,
          Future<? extends D> fourth,
          Future<? extends E> fifth,
          Future<? extends F> sixth) {
    return new Join<>(
        v -> new Tuple6<>((A) v[0], (B) v[1], (C) v[2], (D) v[3], (E) v[4], (F) v[5]),
        first,
        second,
        third,
        fourth,
        fifth,
        sixth);
  }

  /**
   * Runs seven futures side by side; see {@link #join(Collection)}.
   *
   * @param first the first future
   * @param second the second future
   * @param third the third future
   * @param fourth the fourth future
   * @param fifth the fifth future
   * @param sixth the sixth future
   * @param seventh the seventh future
   * @param <A> the type of its value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @param <D> the type of the fourth value
   * @param <E> the type of the fifth value
   * @param <F> the type of the sixth value
   * @param <G> the type of the seventh value
   * @return a future of the values
   */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object>
      Future<Tuple7<A, B, C, D, E, F, G>> join(
          Future<? extends A> first,
          Future<? extends B> second,
          Future<? extends C> third,
          Future<? extends D> fourth,
          Future<? extends E> fifth,
          Future<? extends F> sixth,
          Future<? extends G> seventh) {
    return new Join<>(
        v -> new Tuple7<>((A) v[0], (B) v[1], (C) v[2], (D) v[3], (E) v[4], (F) v[5], (G) v[6]),
        first,
        second,
        third,
        fourth,
        fifth,
        sixth,
        seventh);
  }

  /**
   * Runs eight futures side by side; see {@link #join(Collection)}.
   *
   * @param first the first future
   * @param second the second future
   * @param third the third future
   * @param fourth the fourth future
   * @param fifth the fifth future
   * @param sixth the sixth future
   * @param seventh the seventh future
   * @param eighth the eighth future
   * @param <A> the type of its value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @param <D> the type of the fourth value
   * @param <E> the type of the fifth value
   * @param <F> the type of the sixth value
   * @param <G> the type of the seventh value
   * @param <H> the type of the eighth value
   * @return a future of the values
   */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object>
      Future<Tuple8<A, B, C, D, E, F, G, H>> join(
          Future<? extends A> first,
          Future<? extends B> second,
          Future<? extends C> third,
          Future<? extends D> fourth,
          Future<? extends E> fifth,
          Future<? extends F> sixth,
          Future<? extends G> seventh,
          Future<? extends H> eighth) {
    return new Join<>(
        v ->
            new Tuple8<>(
                (A) v[0], (B) v[1], (C) v[2], (D) v[3], (E) v[4], (F) v[5], (G) v[6], (H) v[7]),
        first,
        second,
        third,
        fourth,
        fifth,
        sixth,
        seventh,
        eighth);
  }
}
