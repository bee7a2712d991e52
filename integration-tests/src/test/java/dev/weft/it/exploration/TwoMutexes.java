package dev.weft.it.exploration;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.sync.Mutex;

/** Two tasks move money between two accounts, each of which has a lock. */
final class TwoMutexes {
  private final Mutex<Integer> first = new Mutex<>(1);
  private final Mutex<Integer> second = new Mutex<>(2);

  @Async
  private static Future<Void> move(Mutex<Integer> from, Mutex<Integer> to) {
    try (var outer = await(from.lock());
        var inner = await(to.lock())) {
      inner.get();
      outer.get();
    }
    return Weft.ready();
  }

  @Async
  private static Future<Void> both(Future<Void> one, Future<Void> other) {
    await(join(spawn(one), spawn(other)));
    return Weft.ready();
  }

  static Future<Void> broken() {
    TwoMutexes program = new TwoMutexes();
    return both(move(program.first, program.second), move(program.second, program.first));
  }

  /** Everybody takes the locks in the same order. */
  static Future<Void> mended() {
    TwoMutexes program = new TwoMutexes();
    return both(move(program.first, program.second), move(program.first, program.second));
  }
}
