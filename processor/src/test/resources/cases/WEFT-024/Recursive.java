import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;

class Recursive {
  @Async
  Future<Void> poll(int rounds) {
    await(yieldNow());
    if (rounds > 0) {
      System.out.println(rounds);
      await(poll(rounds - 1));
    }
    return ready();
  }

  @Async
  Future<Integer> count(int from, int sum) {
    if (from == 0) {
      return ready(sum);
    } else {
      return ready(await(count(from - 1, sum + from)));
    }
  }
}
