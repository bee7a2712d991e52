package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;

/** Keeps one argument at its await, and for debuggers two. */
class Unused {
  @Async
  Future<String> name(Future<String> name, Object unused) {
    return ready(await(name));
  }
}
