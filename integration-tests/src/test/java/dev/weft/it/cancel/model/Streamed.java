package dev.weft.it.cancel.model;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.timeout;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Emitter;
import dev.weft.Future;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Receives numbers of a generator, each under a time-out that is tried again, and closes it: none
 * is missed.
 *
 * @param part what the generator does before each number
 * @param count how many numbers there are
 * @param millis how long is waited for one
 */
record Streamed(Node part, int count, int millis) implements Node {
  @Async
  @Override
  public Future<Void> run(World world, Region region) {
    Region inner = region.enter("stream");
    AsyncStream<Integer> numbers =
        AsyncStream.generate(emitter -> await(emit(world, inner, emitter)));
    try {
      int expected = 0;
      for (int tries = 0; tries < 2 * count; tries++) {
        Integer number = await(next(numbers, expected));
        if (number == null) {
          break;
        }
        world.require(number <= expected, "number %d comes in place of %d", number, expected);
        expected = number + 1;
      }
    } catch (CancelledError e) {
      throw world.cancelled("stream", e);
    } finally {
      try {
        await(shield(numbers.closeAsync()));
      } finally {
        inner.leave();
      }
    }
    return ready();
  }

  /** The next number; the one before it if it doesn't come in time, null at the end. */
  @Async
  private Future<@Nullable Integer> next(AsyncStream<Integer> numbers, int expected) {
    try {
      return ready(await(timeout(Duration.ofMillis(millis), numbers.next())));
    } catch (TimeoutException e) {
      return ready(expected - 1);
    }
  }

  @Async
  private Future<Void> emit(World world, Region region, Emitter<Integer> emitter) {
    Region inner = region.enter("generator");
    try {
      for (int i = 0; i < count; i++) {
        await(part.run(world, inner));
        await(emitter.emit(i));
      }
    } finally {
      inner.leave();
    }
    return ready();
  }
}
