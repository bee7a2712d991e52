import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.AsyncCallable;
import dev.weft.Future;
import dev.weft.FutureCallable;

class OfTwoKinds
    implements AsyncCallable<Future<String>, RuntimeException>,
        FutureCallable<String, RuntimeException> {
  @Override
  public Future<String> call() {
    return ready(await(ready("weft")));
  }
}
