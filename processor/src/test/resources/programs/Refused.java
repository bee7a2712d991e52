import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.AsyncRunnable;
import java.io.Serializable;

/** Right for the processor, but nothing that the weaver can make. */
class Refused {
  final AsyncRunnable<RuntimeException> lambda =
      (AsyncRunnable<RuntimeException> & Serializable) () -> await(yieldNow());
}
