package shop;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;

/** Async code at every level of a nest, and a second top-level class. */
class Nest {
  static final Future<String> LAMBDA = async(() -> await(ready("weft")));

  static class Member {
    @Async
    Future<String> name() {
      return ready(await(ready("weft")));
    }

    Object local() {
      return new Object() {
        @Async
        Future<String> name() {
          return ready(await(ready("weft")));
        }
      };
    }
  }
}

class Second {
  @Async
  Future<String> name() {
    return ready(await(ready("weft")));
  }
}

class Plain {}
