import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

class PlainMain {
  public static void main(String[] args) {
    await(yieldNow());
  }
}
