import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.FutureCallable;
import java.util.List;

class InAsyncLambdas {
  static final Future<Void> FIELD = async(() -> await(yieldNow()));

  final AsyncCallable<String, RuntimeException> value = () -> await(ready("weft"));
  final FutureCallable<String, RuntimeException> future = () -> ready(await(ready("weft")));

  InAsyncLambdas() {
    spawn(() -> await(yieldNow()));
  }

  void run(List<AsyncRuntime> runtimes) {
    runtimes.forEach(
        runtime ->
            runtime.blockOn(
                async(
                    () -> {
                      await(yieldNow());
                    })));
  }
}
