package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands an element of a generator over, and ends when the next one is asked for. */
final class Emit<T> implements Future<Void> {
  private final Generated<T> stream;

  /** Null once it was given. */
  private @Nullable T element;

  /** Whose code waits; null before and after. */
  private @Nullable Waker waker;

  private Phase phase = Phase.UNSTARTED;

  private enum Phase {
    UNSTARTED,
    OFFERED,
    GIVEN,
    /** The next element was asked for. */
    RELEASED,
    ENDED
  }

  Emit(Generated<T> stream, T element) {
    this.stream = stream;
    this.element = element;
  }

  boolean isOffered() {
    return phase == Phase.OFFERED;
  }

  T take() {
    T taken = Objects.requireNonNull(element);
    element = null;
    phase = Phase.GIVEN;
    return taken;
  }

  /** The next element was asked for; returns whom to wake. */
  Waker release() {
    phase = Phase.RELEASED;
    return Objects.requireNonNull(waker, "polled first");
  }

  @Override
  public @Nullable Object poll(Context context) {
    switch (phase) {
      case UNSTARTED -> {
        stream.begin(this);
        phase = Phase.OFFERED;
      }
      case RELEASED -> {
        end();
        return null;
      }
      case ENDED ->
          throw new IllegalStateException(
              "this emit has ended; a future is single-shot, call emit for each element");
      default -> {}
    }
    waker = context.waker();
    return Poll.PENDING;
  }

  private void end() {
    phase = Phase.ENDED;
    waker = null;
    element = null;
    stream.forget();
  }

  /** An element that was not given is dropped. */
  @Override
  public @Nullable Object cancel(Context context) {
    Object answer = phase == Phase.RELEASED ? null : Poll.CANCELLED;
    end();
    return answer;
  }

  @Override
  public String toString() {
    return "emit";
  }
}
