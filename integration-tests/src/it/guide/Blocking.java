import static dev.weft.Weft.*;

import dev.weft.*;
import java.time.Duration;

public class Blocking {
  /** Stands for a call of JDBC, or of any other library that waits. */
  static String query(String text) throws InterruptedException {
    Thread.sleep(30);
    return "rows of " + text;
  }

  @Async
  static Future<String> rows(String text) throws InterruptedException {
    return ready(await(spawnBlocking(() -> query(text)), InterruptedException.class));
  }

  @Async
  static Future<Integer> ticksDuring(JoinHandle<String> work) {
    int ticks = 0;
    while (!work.isFinished()) {
      await(sleep(Duration.ofMillis(1)));
      ticks++;
    }
    return ready(ticks);
  }

  @AsyncMain(flavor = Flavor.CURRENT_THREAD)
  public static void main(String[] args) throws InterruptedException {
    System.out.println(await(rows("orders")));

    JoinHandle<String> work = spawnBlocking(() -> query("customers"));
    System.out.println("others went on: " + (await(ticksDuring(work)) > 0));
    System.out.println(await(work));
  }
}
