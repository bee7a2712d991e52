import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncMain;
import dev.weft.Future;
import dev.weft.Weft;

class InAsyncMethods {
  static int parsed = Integer.parseInt("1");

  @Async
  static Future<String> load(Future<String> first) {
    String name = "";
    for (int i = 0; i < 3; i++) {
      name += await(first) + Weft.await(ready("weft"));
    }
    return ready(name);
  }

  @AsyncMain
  public static void main(String[] args) {
    System.out.println(await(load(ready("a"))));
  }

  @AsyncMain
  static Future<Integer> run() {
    await(yieldNow());
    return ready(0);
  }
}
