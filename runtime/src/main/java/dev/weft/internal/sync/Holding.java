package dev.weft.internal.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.task.Branch;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Waits for something, runs a lambda while it is held, and lets go of it when the lambda has ended:
 * with a value, with a failure, or cancelled and cleaned up.
 *
 * @param <G> what is held
 * @param <T> the type of the lambda's value
 */
public final class Holding<G, T extends @Nullable Object> implements Future<T>, Waiting {
  private final Future<G> acquire;
  private final Function<? super G, LambdaFrame<?>> body;
  private final Consumer<? super G> release;

  /** What is held; null before and after. */
  private @Nullable G held;

  /** Null until something is held. */
  private @Nullable Branch running;

  /** A run that has not started. */
  public Holding(
      Future<G> acquire, Function<? super G, LambdaFrame<?>> body, Consumer<? super G> release) {
    this.acquire = acquire;
    this.body = body;
    this.release = release;
  }

  @Override
  @SuppressWarnings("unchecked") // what isn't PENDING is the value
  public @Nullable Object poll(Context context) throws Throwable {
    if (running == null) {
      Object answer = acquire.poll(context);
      if (answer == Poll.PENDING) {
        return answer;
      }
      start((G) Objects.requireNonNull(answer));
    }
    return step(running()::poll, context);
  }

  private void start(G got) {
    held = got;
    running = new Branch(body.apply(got));
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return running == null ? acquire.cancel(context) : step(running::cancel, context);
  }

  private interface Step {
    @Nullable Object go(Context context) throws Throwable;
  }

  private @Nullable Object step(Step step, Context context) throws Throwable {
    Object answer = Poll.CANCELLED;
    try {
      answer = step.go(context);
      return answer;
    } finally {
      if (answer != Poll.PENDING) {
        letGo();
      }
    }
  }

  private void letGo() {
    G had = held;
    held = null;
    if (had != null) {
      release.accept(had);
    }
  }

  private Branch running() {
    return Objects.requireNonNull(running);
  }

  @Override
  public Wait waitsFor() {
    Branch body = running;
    return body == null && acquire instanceof Waiting waiting
        ? waiting.waitsFor()
        : new Wait.ForStrands(List.of(Objects.requireNonNull(body)));
  }

  @Override
  public String toString() {
    return running == null ? acquire.toString() : "with(...) after " + acquire;
  }
}
