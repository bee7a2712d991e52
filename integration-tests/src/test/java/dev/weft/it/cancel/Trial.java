package dev.weft.it.cancel;

import static dev.weft.Weft.ready;

import dev.weft.Future;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An operation that has to wait, and what it waits for.
 *
 * @param start makes its future, as often as it is called
 * @param provide brings about what it waits for
 * @param check looks at what it gives then
 */
record Trial(
    Callable<Future<?>> start, Supplier<Future<Void>> provide, Consumer<@Nullable Object> check) {
  /** What it waits for is brought about at once. */
  static Trial of(Callable<Future<?>> start, Runnable provide, Consumer<@Nullable Object> check) {
    return new Trial(
        start,
        () -> {
          provide.run();
          return ready();
        },
        check);
  }
}
