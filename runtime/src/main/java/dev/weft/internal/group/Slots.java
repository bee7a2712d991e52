package dev.weft.internal.group;

import dev.weft.Waker;
import dev.weft.internal.queue.Chain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of places for tasks, handed out in the order in which they were asked for.
 *
 * <p>All of it is guarded by this object's monitor; wakers run outside of it. A place that is given
 * back goes straight to who has waited longest, so nobody can overtake.
 */
final class Slots {
  /** A place that is asked for, then held, then given back; by whoever asked first. */
  static final class Place extends Chain.Link<Place> implements Waker {
    private final Slots slots;

    /** Guarded by the slots. */
    private @Nullable Waker asking;

    /** Guarded by the slots. */
    private boolean held;

    private Place(Slots slots) {
      this.slots = slots;
    }

    /** Asks for the place; false if that has to wait, until the waker is woken. */
    boolean take(Waker waker) {
      return slots.take(this, waker);
    }

    /** Gives the place back, or stops asking for it. */
    void leave() {
      slots.leave(this);
    }

    /** The task that holds the place has ended. */
    @Override
    public void wake() {
      leave();
    }
  }

  private final Chain<Place> waiting = new Chain<>();
  private int free;

  Slots(int count) {
    free = count;
  }

  /** A place that nobody has asked for yet. */
  Place place() {
    return new Place(this);
  }

  private synchronized boolean take(Place place, Waker waker) {
    if (!place.held && !waiting.contains(place)) {
      place.held = free > 0;
      if (place.held) {
        free--;
      } else {
        waiting.add(place);
      }
    }
    place.asking = waker;
    return place.held;
  }

  private void leave(Place place) {
    Place next = give(place);
    if (next != null) {
      Objects.requireNonNull(next.asking, "asked").wake();
    }
  }

  /** Takes a place back; returns who has got it. */
  private synchronized @Nullable Place give(Place place) {
    if (waiting.remove(place) || !place.held) {
      return null;
    }
    place.held = false;
    Place next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      next.held = true;
    }
    return next;
  }
}
