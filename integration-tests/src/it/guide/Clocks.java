import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.time.*;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

public class Clocks {
  @Async
  static Future<String> fetch(String name, Duration time) {
    await(sleep(time));
    return ready("page " + name);
  }

  @Async
  static Future<String> fetchOrGiveUp(String name, Duration time) {
    try {
      return ready(await(timeout(Duration.ofSeconds(2), fetch(name, time))));
    } catch (TimeoutException e) {
      return ready("no page " + name);
    }
  }

  @Async
  static Future<String> bothInTime() throws TimeoutException {
    Deadline deadline = Deadline.after(Duration.ofSeconds(5));
    String head = await(timeoutAt(deadline, fetch("head", Duration.ofSeconds(2))));
    String body = await(timeoutAt(deadline, fetch("body", Duration.ofSeconds(2))));
    return ready(head + ", " + body + ", " + deadline.remaining().toSeconds() + " s left");
  }

  @Async
  static Future<Void> beat(int times) {
    Interval seconds = interval(Duration.ofSeconds(1)).missedTick(MissedTick.SKIP);
    for (int i = 0; i < times; i++) {
      await(seconds.tick());
      System.out.println("beat at " + TestClock.current().elapsed());
    }
    return ready();
  }

  @Async
  static Future<Void> program() throws TimeoutException {
    System.out.println(await(fetchOrGiveUp("one", Duration.ofSeconds(1))));
    System.out.println(await(fetchOrGiveUp("two", Duration.ofMinutes(1))));
    System.out.println(await(bothInTime()));
    await(beat(3));
    return ready();
  }

  public static void main(String[] args) throws TimeoutException {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
      runtime.blockOn(program());
    }
  }
}
