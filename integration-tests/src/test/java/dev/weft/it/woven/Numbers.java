package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A stream of numbers from 1 on, of any make but the library's, that tells what was done to it. */
final class Numbers implements AsyncStream<Integer> {
  private final int last;

  /** Before which numbers it suspends. */
  private final IntPredicate waits;

  private int given;
  private int askedAfterEnd;
  private int closed;

  Numbers(int last, IntPredicate waits) {
    this.last = last;
    this.waits = waits;
  }

  /** One that has all numbers there. */
  static Numbers there(int last) {
    return new Numbers(last, n -> false);
  }

  /** One that suspends before each number, and before the end. */
  static Numbers suspending(int last) {
    return new Numbers(last, n -> true);
  }

  /** A number is given at the end of the run, so that one which is cancelled loses none. */
  @Async
  @Override
  public Future<@Nullable Integer> next() {
    if (waits.test(given + 1)) {
      await(yieldNow());
    }
    if (given == last) {
      askedAfterEnd++;
      return ready(null);
    }
    return ready(++given);
  }

  @Async
  @Override
  public Future<Void> closeAsync() {
    await(yieldNow());
    closed++;
    return ready();
  }

  /** How many were taken. */
  int given() {
    return given;
  }

  /** How often the end was given. */
  int ends() {
    return askedAfterEnd;
  }

  /** How often it was closed. */
  int closed() {
    return closed;
  }
}
