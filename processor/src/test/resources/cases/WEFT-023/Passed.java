import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Future;

class Passed {
  @Async
  Future<Void> thrown() {
    try {
      await(yieldNow());
    } catch (RuntimeException e) {
      System.out.println("goes on");
    } catch (Throwable t) {
      System.out.println("ends");
      throw t;
    }
    return ready();
  }

  @Async
  Future<Void> before() {
    try {
      await(yieldNow());
    } catch (CancelledError e) {
      throw e;
    } catch (Throwable t) {
      System.out.println("goes on");
    }
    return ready();
  }

  @Async
  Future<Void> withoutAwait() {
    try {
      System.out.println(Integer.parseInt("x"));
      spawn(() -> await(yieldNow()));
    } catch (Throwable t) {
      System.out.println("goes on");
    }
    await(yieldNow());
    return ready();
  }

  @Async
  @SuppressWarnings("weft:swallowed-cancellation") // the program ends here
  Future<Void> suppressed() {
    try {
      await(yieldNow());
    } catch (Throwable t) {
      System.exit(1);
    }
    return ready();
  }
}
