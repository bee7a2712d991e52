import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

class InSuperCall extends Exception {
  InSuperCall() {
    super(await(ready("weft")));
  }
}
