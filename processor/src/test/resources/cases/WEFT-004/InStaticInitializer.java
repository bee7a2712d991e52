import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

class InStaticInitializer {
  static final String NAME;

  static {
    NAME = await(ready("weft"));
  }
}
