package dev.weft.benchmarks.memory;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;

/** Async methods that keep this and that while they are suspended. */
final class Suspended {
  private static final Future<Void> LEAF = pending();

  private final int field = 1;

  @Async
  static Future<Void> nothing() {
    await(LEAF);
    return ready();
  }

  @Async
  static Future<Integer> oneInt(int a) {
    await(LEAF);
    return ready(a);
  }

  @Async
  static Future<Object> oneReference(Object a) {
    await(LEAF);
    return ready(a);
  }

  @Async
  Future<Integer> receiver() {
    await(LEAF);
    return ready(field);
  }

  @Async
  static Future<Long> referenceIntLong(Object a, int b, long c) {
    await(LEAF);
    return ready(a.hashCode() + b + c);
  }
}
