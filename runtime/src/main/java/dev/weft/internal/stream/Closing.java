package dev.weft.internal.stream;

import dev.weft.AsyncCloseable;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.future.Ready;
import dev.weft.internal.task.FirstFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The end of a stream: steps that are made one after the other, each when those before it have
 * ended. One that fails keeps none of the others from being made.
 */
public final class Closing implements Future<Void> {
  private final List<Supplier<Future<Void>>> steps;
  private final FirstFailure failures = new FirstFailure();

  /** The number of the step that is made. */
  private int at;

  /** The step that was begun. */
  private @Nullable Future<Void> current;

  /** Whether the strand that waits is cancelled: no further step is begun. */
  private boolean cutShort;

  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  Closing(Supplier<Future<Void>>... steps) {
    this(Arrays.asList(steps));
  }

  /** Steps in their order. */
  Closing(List<Supplier<Future<Void>>> steps) {
    this.steps = steps;
  }

  /** An end that waits for nothing. */
  public static Future<Void> of(Runnable close) {
    return new Closing(List.of(() -> run(close)));
  }

  /** The end of a stage that has something of its own to let go of, and of what is below it. */
  static Future<Void> of(Runnable close, AsyncCloseable... below) {
    return new Closing(
        Stream.<Supplier<Future<Void>>>concat(
                Stream.of(() -> run(close)),
                Arrays.stream(below).map(each -> (Supplier<Future<Void>>) each::closeAsync))
            .toList());
  }

  private static Future<Void> run(Runnable close) {
    close.run();
    return Ready.ofVoid();
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    while (at < steps.size() && (current != null || !cutShort)) {
      if (step(context) == Poll.PENDING) {
        return Poll.PENDING;
      }
    }
    if (cutShort) {
      return failures.cancelled();
    }
    failures.throwFirst();
    return null;
  }

  private @Nullable Object step(Context context) {
    Future<Void> step = current;
    current = null;
    try {
      if (step == null) {
        step = Objects.requireNonNull(steps.get(at).get(), "closeAsync() returned null");
      }
      if (step.poll(context) == Poll.PENDING) {
        current = step;
        return Poll.PENDING;
      }
    } catch (Throwable t) {
      failures.add(t);
    }
    at++;
    return null;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    cutShort = true;
    Future<Void> step = Objects.requireNonNull(current, "polled first");
    current = null;
    if (step.cancel(context) == Poll.PENDING) {
      current = step;
      return Poll.PENDING;
    }
    return at == steps.size() - 1 ? null : poll(context);
  }

  @Override
  public String toString() {
    return "closeAsync";
  }
}
