import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

class InInstanceInitializer {
  {
    await(yieldNow());
  }
}
