import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;

class SynchronizedImplementation
    implements AsyncCallable<String, RuntimeException>, AsyncRunnable<RuntimeException> {
  @Override
  public synchronized String call() {
    return await(ready("weft"));
  }

  @Override
  public synchronized void run() {
    call();
  }
}
