import static dev.weft.Weft.yieldNow;

import dev.weft.Weft;

class QualifiedAwait {
  void load() {
    Weft.await(yieldNow());
    dev.weft.Weft.await(yieldNow(), RuntimeException.class);
  }
}
