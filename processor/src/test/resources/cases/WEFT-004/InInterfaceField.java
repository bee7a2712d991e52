import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

interface InInterfaceField {
  String NAME = await(ready("weft"));
}
