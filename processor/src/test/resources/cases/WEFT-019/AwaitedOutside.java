import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import java.io.FileNotFoundException;
import java.io.IOException;

class AwaitedOutside {
  @Async
  Future<String> load(int number) throws IOException {
    await(yieldNow());
    return ready("text");
  }

  @Async
  Future<String> outside() {
    Future<String> loading;
    try {
      loading = load(1);
    } catch (IOException e) {
      return ready("none");
    }
    return ready(await(loading));
  }

  @Async
  Future<String> spawned() throws IOException {
    JoinHandle<String> loading = null;
    try {
      loading = spawn(load(2));
    } catch (FileNotFoundException | IllegalStateException e) {
      System.out.println("none");
    }
    return ready(await(loading));
  }
}
