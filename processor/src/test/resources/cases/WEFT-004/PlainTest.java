import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void loads() {
    await(yieldNow());
  }
}
