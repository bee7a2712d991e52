import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

class InField {
  final String name = await(ready("weft"));
}
