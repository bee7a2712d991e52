import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.AsyncRunnable;

class InSubInterface {
  interface Mine extends AsyncRunnable<RuntimeException> {}

  final Mine mine = () -> await(yieldNow());
}
