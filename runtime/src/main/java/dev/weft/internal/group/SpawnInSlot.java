package dev.weft.internal.group;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Waker;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits for a place and then spawns a task, which holds the place until it has ended.
 * One that is cancelled has spawned nothing.
 */
final class SpawnInSlot<T extends @Nullable Object> implements Future<JoinHandle<T>> {
  private final Slots.Place place;
  private final Function<Waker, JoinHandle<T>> spawn;

  SpawnInSlot(Slots slots, Function<Waker, JoinHandle<T>> spawn) {
    place = slots.place();
    this.spawn = spawn;
  }

  @Override
  public Object poll(Context context) {
    return place.take(context.waker()) ? spawnHere() : Poll.PENDING;
  }

  private JoinHandle<T> spawnHere() {
    try {
      return spawn.apply(place);
    } catch (Throwable t) {
      place.leave();
      throw t;
    }
  }

  @Override
  public Object cancel(Context context) {
    place.leave();
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "spawn(...) in a scope with a limit";
  }
}
