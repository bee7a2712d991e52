import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;

class InAnonymousField {
  @Async
  Future<Object> make() {
    return ready(
        new Object() {
          final String name = await(ready("weft"));
        });
  }
}
