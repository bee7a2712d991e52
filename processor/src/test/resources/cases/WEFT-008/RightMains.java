import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.AsyncMain;
import dev.weft.Flavor;
import dev.weft.Future;
import java.io.IOException;

class RightMains {
  static class Plain {
    @AsyncMain(flavor = Flavor.CURRENT_THREAD)
    public static void main(String... args) {
      await(yieldNow());
    }
  }

  static class WithArguments {
    @AsyncMain(workerThreads = 2)
    static Future<Void> run(String[] args) {
      return yieldNow();
    }
  }

  interface ExitCode {
    @AsyncMain(flavor = Flavor.CURRENT_THREAD, workerThreads = 0)
    static Future<Integer> run() throws IOException {
      await(yieldNow());
      return ready(3);
    }
  }
}
