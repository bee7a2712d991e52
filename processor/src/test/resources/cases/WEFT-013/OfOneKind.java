import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncLambda;
import dev.weft.Future;
import dev.weft.FutureCallable;

class OfOneKind {
  @AsyncLambda
  interface Narrow extends AsyncCallable<Future<String>, RuntimeException> {
    @Override
    Future<String> call();
  }

  static class Extending implements Narrow {
    @Override
    public Future<String> call() {
      return ready(await(ready("weft")));
    }
  }

  static class Annotated
      implements AsyncCallable<Future<String>, RuntimeException>,
          FutureCallable<String, RuntimeException> {
    @Override
    @Async
    public Future<String> call() {
      return ready(await(ready("weft")));
    }
  }

  static class Plain
      implements AsyncCallable<Future<String>, RuntimeException>,
          FutureCallable<String, RuntimeException> {
    @Override
    public Future<String> call() {
      return ready("weft");
    }
  }
}
