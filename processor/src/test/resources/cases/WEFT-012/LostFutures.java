import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.AsyncLambda;
import dev.weft.AsyncRunnable;
import dev.weft.Future;

class LostFutures {
  @AsyncLambda
  interface Action {
    void run(String text);
  }

  @Async
  Future<String> load() {
    return ready("");
  }

  @Async
  static Future<String> loadBy(String text) {
    return ready(text);
  }

  Future<String> plain() {
    return load();
  }

  final AsyncRunnable<RuntimeException> run = this::load;
  final AsyncRunnable<RuntimeException> plainRun = this::plain;
  final AsyncCallable<Future<String>, RuntimeException> call = this::load;
  final Action action = LostFutures::loadBy;
  final AsyncFunction<String, Future<String>, RuntimeException> apply = LostFutures::loadBy;
}
