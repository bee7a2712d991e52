package dev.weft.benchmarks.peers;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

/** A recursion of async calls. */
final class Calls {
  /** Not a constant for the compiler. */
  private static volatile int depth = 100;

  private Calls() {}

  @Async
  static Future<Void> chains(int times, boolean leafYields) {
    for (int i = 0; i < times; i++) {
      if (await(call(depth, leafYields)) != 100) {
        throw new AssertionError();
      }
    }
    return ready();
  }

  @Async
  private static Future<Integer> call(int n, boolean leafYields) {
    if (n == 0) {
      if (leafYields) {
        await(yieldNow());
      }
      return ready(0);
    }
    return ready(1 + await(call(n - 1, leafYields)));
  }
}
