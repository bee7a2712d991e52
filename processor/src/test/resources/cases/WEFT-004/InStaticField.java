import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

class InStaticField {
  static final String NAME = await(ready("weft"));
}
