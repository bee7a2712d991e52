import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class Loops {
  @Async
  Future<Integer> tail(int rounds) {
    await(yieldNow());
    return rounds == 0 ? ready(0) : tail(rounds - 1);
  }

  @Async
  Future<Integer> tree(int depth) {
    if (depth == 0) {
      return ready(1);
    }
    return ready(await(tree(depth - 1)) + await(tree(depth - 1)));
  }

  @Async
  Future<Void> inside(int depth) {
    if (depth > 0) {
      await(inside(depth - 1));
      System.out.println(depth);
    }
    return ready();
  }

  @Async
  Future<Void> inside(String text) {
    await(inside(text.length()));
    return ready();
  }
}
