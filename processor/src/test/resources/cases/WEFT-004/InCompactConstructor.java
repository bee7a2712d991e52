import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

record InCompactConstructor(String name) {
  InCompactConstructor {
    await(yieldNow());
  }
}
