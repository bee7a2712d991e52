import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import java.io.IOException;

class AwaitedInside {
  @Async
  Future<String> load(int number) throws IOException {
    await(yieldNow());
    return ready("text");
  }

  @Async
  Future<String> fine(int number) {
    await(yieldNow());
    return ready("text");
  }

  @Async
  Future<String> inside() {
    Future<String> loading = null;
    String text = "";
    try {
      loading = load(1);
      text = await(loading);
    } catch (IOException e) {
      return ready("none");
    }
    return ready(text + await(loading));
  }

  @Async
  Future<String> another() throws IOException {
    Future<String> loading;
    try {
      loading = load(Integer.parseInt("1"));
    } catch (NumberFormatException e) {
      return ready("none");
    } finally {
      System.out.println("made");
    }
    return ready(await(loading));
  }

  @Async
  Future<String> doesNotFail() {
    Future<String> loading;
    try {
      loading = fine(1);
    } catch (RuntimeException e) {
      return ready("none");
    }
    return ready(await(loading));
  }
}
