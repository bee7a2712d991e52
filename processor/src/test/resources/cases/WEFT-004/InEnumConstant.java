import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

enum InEnumConstant {
  FIRST(await(ready("weft")));

  final String text;

  InEnumConstant(String text) {
    this.text = text;
  }
}
