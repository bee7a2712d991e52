import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import java.util.List;

class PlainMethod {
  String load(List<String> names, int... sizes) {
    return await(ready("weft"));
  }
}
