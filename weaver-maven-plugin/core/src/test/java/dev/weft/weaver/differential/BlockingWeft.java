package dev.weft.weaver.differential;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.Poll;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Stands in for {@code dev.weft.Weft} in the reference run: the same methods for code that was not
 * woven, which runs from top to bottom on one stack.
 */
public final class BlockingWeft {
  private BlockingWeft() {}

  /** Gives the value of a future, which has it already. */
  @SuppressWarnings("unchecked")
  public static <T> T await(Future<? extends T> future) {
    try {
      Object answer = future.poll(null);
      if (answer == Poll.PENDING) {
        throw new AssertionError("a reference run can't wait");
      }
      return (T) answer;
    } catch (Throwable t) {
      throw sneak(t);
    }
  }

  /** Gives the value of a stage, which has it already. */
  public static <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    if (!future.isDone()) {
      throw new AssertionError("a reference run can't wait");
    }
    try {
      return future.join();
    } catch (CompletionException e) {
      throw sneak(unwrap(e));
    }
  }

  /** Gives the value of a future, which has it already. */
  public static <T, X extends Exception> T await(Future<T> future, Class<X> thrown) throws X {
    return await(future);
  }

  /** Gives the value of a stage, which has it already. */
  public static <T, X extends Exception> T await(CompletionStage<T> stage, Class<X> thrown)
      throws X {
    return await(stage);
  }

  /** The elements of a stream that has them already. */
  public static <T> Iterable<T> each(AsyncStream<? extends T> stream) {
    return () -> new BlockingIterator<>(stream);
  }

  /** The elements of a stream that has them already. */
  public static <T, X extends Throwable> Iterable<T> each(
      AsyncStream<? extends T> stream, Class<X> thrown) throws X {
    return each(stream);
  }

  private static final class BlockingIterator<T> implements Iterator<T> {
    private final AsyncStream<? extends T> stream;
    private T element;

    BlockingIterator(AsyncStream<? extends T> stream) {
      this.stream = stream;
    }

    @Override
    public boolean hasNext() {
      element = await(stream.next());
      return element != null;
    }

    @Override
    public T next() {
      return element;
    }
  }

  /** The lazy future of a lambda with a value. */
  public static <T, E extends Exception> Future<T> async(AsyncCallable<T, E> lambda) throws E {
    return new Deferred<>(lambda::call);
  }

  /** The lazy future of a lambda without a value. */
  public static <E extends Exception> Future<Void> async(AsyncRunnable<E> lambda) throws E {
    return new Deferred<>(
        () -> {
          lambda.run();
          return null;
        });
  }

  /** The lazy future of a lambda that gives a future. */
  public static <T, E extends Exception> Future<T> async(FutureCallable<T, E> lambda) throws E {
    return new Deferred<>(() -> await(lambda.call()));
  }

  /** The future of a stage. */
  public static <T> Future<T> from(CompletionStage<T> stage) {
    return new Deferred<>(() -> await(stage));
  }

  /** A future of nothing. */
  public static Future<Void> ready() {
    return ready(null);
  }

  /** A future that has its value. */
  public static <T> Future<T> ready(T value) {
    return new Deferred<>(() -> value);
  }

  /** A stage that has its value. */
  public static <T> CompletableFuture<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }

  /** A future that has failed. */
  public static <T> Future<T> failed(Throwable failure) {
    return new Deferred<>(
        () -> {
          throw sneak(failure);
        });
  }

  /** Runs when it is awaited. */
  private record Deferred<T>(Callable<T> code) implements Future<T> {
    @Override
    public Object poll(Context context) throws Exception {
      return code.call();
    }

    @Override
    public Object cancel(Context context) {
      throw new AssertionError("nothing cancels a reference run");
    }
  }

  private static Throwable unwrap(Throwable failure) {
    boolean wraps = failure instanceof CompletionException || failure instanceof ExecutionException;
    return wraps && failure.getCause() != null ? unwrap(failure.getCause()) : failure;
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> RuntimeException sneak(Throwable failure) throws X {
    throw (X) failure;
  }
}
