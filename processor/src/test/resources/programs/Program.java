package shop;

import static dev.weft.Weft.ready;

import dev.weft.AsyncMain;
import dev.weft.Flavor;
import dev.weft.Future;
import java.io.IOException;

class Program {
  static class Server {
    @AsyncMain(workerThreads = 3)
    static Future<Integer> serve(String[] args) throws IOException {
      return ready(args.length);
    }
  }

  @AsyncMain(flavor = Flavor.CURRENT_THREAD)
  static Future<Void> run() {
    return ready();
  }
}
