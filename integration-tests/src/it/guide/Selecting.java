import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.sync.*;
import java.time.Duration;

public class Selecting {
  @Async
  static Future<String> mirror(String name, int millis) {
    try {
      await(sleep(Duration.ofMillis(millis)));
      return ready("the answer of " + name);
    } finally {
      System.out.println(name + " has left");
    }
  }

  @Async
  static Future<String> readMail(Mpsc.Receiver<String> mail) {
    return ready(
        await(
            select(
                on(mail.recv(), message -> "got " + message),
                on(sleep(Duration.ofMillis(50)), () -> "nothing came"))));
  }

  @Async
  static Future<Integer> work(Mpsc.Receiver<String> jobs, Future<Void> closingTime) {
    int done = 0;
    while (true) {
      OneOf2<String, Void> event = await(select(jobs.recv(), borrow(closingTime)).biased());
      if (event.index() == 2) {
        return ready(done);
      }
      System.out.println("doing " + event.first());
      done++;
    }
  }

  @Async
  static Future<Void> readBoth(Mpsc.Receiver<String> left, Mpsc.Receiver<String> right) {
    boolean open = true;
    while (open) {
      open =
          await(
              select(
                      onNonNull(left.recv(), word -> print("left: " + word)),
                      onNonNull(right.recv(), word -> print("right: " + word)))
                  .biased()
                  .orElse(() -> false));
    }
    return ready();
  }

  private static boolean print(String line) {
    System.out.println(line);
    return true;
  }

  @AsyncMain
  public static void main(String[] args) throws ClosedException {
    System.out.println(await(race(mirror("anna", 5_000), mirror("bert", 10))));

    var jobs = Mpsc.<String>channel(4);
    System.out.println(await(readMail(jobs.rx())));

    await(jobs.tx().send("sweep"));
    await(jobs.tx().send("paint"));
    int done = await(work(jobs.rx(), sleep(Duration.ofMillis(50))));
    System.out.println(done + " jobs are done");

    var other = Mpsc.<String>channel(4);
    await(other.tx().send("b"));
    await(jobs.tx().send("a"));
    jobs.tx().close();
    other.tx().close();
    await(readBoth(jobs.rx(), other.rx()));
  }
}
