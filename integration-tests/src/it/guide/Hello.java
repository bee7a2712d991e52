import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncMain;
import dev.weft.Future;
import java.time.Duration;

public class Hello {
  @AsyncMain
  public static void main(String[] args) {
    System.out.println(await(greeting("world")));
  }

  @Async
  static Future<String> greeting(String name) {
    await(sleep(Duration.ofMillis(100)));
    return ready("Hello, " + name + "!");
  }
}
