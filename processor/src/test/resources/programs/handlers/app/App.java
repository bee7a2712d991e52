package app;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import api.Handler;
import api.Named;
import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;

public class App {
  @Async
  static Future<String> handleAll() {
    Handler<String> handler =
        request -> {
          await(yieldNow());
          return request + "h";
        };
    handler = Decorators.same(Decorators.loud(Decorators.twice(handler)));
    Decorators.Sub sub = new Decorators.Sub();
    sub.inner = handler;
    Named.Narrow narrow = request -> request + await(ready("n"));
    Named.Result result = new Named.Result();
    return ready(
        handler.handle("1") + sub.handle("2") + narrow.handle("3") + result.handle("4"));
  }

  public static String run() {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      return runtime.blockOn(handleAll());
    }
  }
}
