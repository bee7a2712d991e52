import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncLambda;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import java.util.function.Supplier;

class AwaitedFutures {
  @AsyncLambda
  interface Fetch {
    Future<String> fetch(String text);
  }

  @Async
  Future<String> load() {
    return ready("");
  }

  @Async
  static Future<String> loadBy(String text) {
    return ready(text);
  }

  Future<String> pooled() {
    return ready("pooled");
  }

  JoinHandle<String> started() {
    return spawn(this::load);
  }

  final FutureCallable<String, RuntimeException> future = this::load;
  final Fetch fetch = AwaitedFutures::loadBy;
  final Future<String> async = async(this::load);
  final AsyncCallable<String, RuntimeException> value = () -> await(load());
  final AsyncCallable<Future<String>, RuntimeException> aFutureAsAValue = this::pooled;
  final AsyncRunnable<RuntimeException> aTask = this::started;
  final Supplier<Future<String>> supplier = this::load;
}
