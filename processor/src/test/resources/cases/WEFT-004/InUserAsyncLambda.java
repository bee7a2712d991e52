import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.AsyncLambda;

class InUserAsyncLambda {
  @AsyncLambda
  interface Handler {
    String handle(String request);
  }

  final Handler handler = request -> await(ready(request));
}
