package dev.weft.internal.stream;

import dev.weft.AsyncFunction;
import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import dev.weft.internal.task.Branches.Member;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What async code makes of the elements, in their order. */
public final class MappedAsync<S, T> extends Concurrent<S, T> {
  /** What has the place of an element: what was made of it, or why nothing was. */
  private static final class Slot {
    boolean done;
    @Nullable Object value;
    @Nullable Throwable failure;
  }

  /** Slots by their numbers, modulo the length, which is a power of two. */
  private @Nullable Slot[] ring = new @Nullable Slot[8];

  /** The number of the oldest slot. */
  private int head;

  /** The number of the next slot. */
  private int tail;

  /** A stage that has taken nothing. */
  public MappedAsync(
      AsyncStream<? extends S> source,
      int limit,
      AsyncFunction<? super S, ? extends T, ?> function) {
    super(source, limit, function);
  }

  @Override
  int taken() {
    return tail - head;
  }

  @Override
  int begin() {
    if (taken() == ring.length) {
      grow();
    }
    ring[tail & ring.length - 1] = new Slot();
    return tail++;
  }

  private void grow() {
    @Nullable Slot[] larger = Arrays.copyOf(ring, 2 * ring.length);
    for (int number = head; number != tail; number++) {
      larger[number & larger.length - 1] = slot(number);
    }
    for (int number = tail; number != head + larger.length; number++) {
      larger[number & larger.length - 1] = null;
    }
    ring = larger;
  }

  private Slot slot(int number) {
    return Objects.requireNonNull(ring[number & ring.length - 1]);
  }

  @Override
  void failed(Throwable failure) {
    Slot slot = slot(begin());
    slot.failure = failure;
    slot.done = true;
  }

  @Override
  Object give(Context context) throws Throwable {
    while (!slot(head).done) {
      Member ended = branches.pollEnded(context);
      if (ended == null) {
        return Poll.PENDING;
      }
      note(ended, slot(ended.number()));
    }
    Slot first = slot(head);
    ring[head++ & ring.length - 1] = null;
    if (first.failure != null) {
      throw first.failure;
    }
    return element(first.value);
  }

  private static void note(Member ended, Slot slot) {
    slot.done = true;
    try {
      slot.value = ended.outcome();
    } catch (Throwable t) {
      slot.failure = t;
    }
  }

  @Override
  void drop() {
    head = tail;
    Arrays.fill(ring, null);
  }

  @Override
  String name() {
    return "mapAsync";
  }
}
