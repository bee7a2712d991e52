import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

class InConstructor {
  final String name;

  InConstructor() {
    name = await(ready("weft"));
  }
}
