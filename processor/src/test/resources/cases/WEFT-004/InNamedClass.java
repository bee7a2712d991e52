import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.AsyncCallable;

abstract class InNamedClass {
  abstract static class Base implements AsyncCallable<String, RuntimeException> {}

  static final class Named extends Base {
    @Override
    public String call() {
      return await(ready("weft"));
    }

    String other() {
      return await(ready("weft"));
    }
  }
}
