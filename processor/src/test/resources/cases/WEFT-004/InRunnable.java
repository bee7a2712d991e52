import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

class InRunnable {
  final Runnable work = () -> await(yieldNow());
}
