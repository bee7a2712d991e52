import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.task.CancellationToken;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

public class Cancelling {
  @Async
  @CancelSafe
  static Future<Void> copy(String name) {
    try {
      await(sleep(Duration.ofMinutes(10)));
    } finally {
      System.out.println("closing " + name);
      await(shield(goodbye(name)));
    }
    return ready();
  }

  @Async
  static Future<Void> goodbye(String name) {
    await(sleep(Duration.ofMillis(10)));
    System.out.println("closed " + name);
    return ready();
  }

  @Async
  static Future<Void> inTime() {
    try {
      await(timeout(Duration.ofMillis(50), copy("the first")));
    } catch (TimeoutException e) {
      System.out.println("timed out");
    }
    return ready();
  }

  @Async
  static Future<Void> aborted() {
    JoinHandle<Void> task = spawn(copy("the second"));
    task.abort("not needed");
    try {
      await(task);
    } catch (CancellationException e) {
      System.out.println(e.getMessage());
    }
    return ready();
  }

  @Async
  static Future<Void> onRequest() {
    CancellationToken shutdown = new CancellationToken();
    spawn(
        () -> {
          await(sleep(Duration.ofMillis(20)));
          shutdown.cancel("closing time");
        });
    await(shutdown.runUntilCancelled(copy("the third")));
    System.out.println("stopped: " + shutdown.reason());
    return ready();
  }

  @AsyncMain
  public static void main(String[] args) {
    await(inTime());
    await(aborted());
    await(onRequest());
  }
}
