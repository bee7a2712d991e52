import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncMain;
import dev.weft.Future;

class NothingLeftToDo {
  @Async
  Future<Void> outside() {
    try {
      await(yieldNow());
    } finally {
      System.out.println("done");
    }
    return yieldNow();
  }

  @Async
  Future<Void> inCatch() {
    try {
      await(yieldNow());
    } catch (IllegalStateException e) {
      return yieldNow();
    }
    return ready();
  }

  Future<Void> notAsync() {
    try {
      return yieldNow();
    } finally {
      System.out.println("done");
    }
  }

  @Async
  Future<Future<Void>> inLambda() {
    try {
      java.util.function.Supplier<Future<Void>> later =
          () -> {
            return yieldNow();
          };
      return ready(later.get());
    } finally {
      System.out.println("done");
    }
  }

  @AsyncMain
  public static void main(String[] args) {
    try {
      await(yieldNow());
      return;
    } finally {
      System.out.println("done");
    }
  }
}
