import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.timeoutAt;

import dev.weft.Async;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.sync.Mpsc;
import dev.weft.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

class TriedAgain {
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Async
  Future<String> load() {
    await(sleep(SHORT));
    return ready("text");
  }

  @CancelUnsafe("half of the file")
  Future<String> readAll() {
    return load();
  }

  @Async
  Future<String> again() {
    while (true) {
      try {
        return ready(await(timeout(SHORT, load())));
      } catch (TimeoutException e) {
        System.out.println("again");
      }
    }
  }

  @Async
  Future<String> againUntil(Deadline deadline) throws IOException {
    for (int i = 0; i < 3; i++) {
      try {
        String text = await(timeoutAt(deadline, this.readAll()));
        if (!text.isEmpty()) {
          return ready(text);
        }
      } catch (TimeoutException | IllegalStateException e) {
        continue;
      }
    }
    throw new IOException();
  }

  @Async
  Future<Void> ignored(Mpsc.Sender<String> sender) throws Exception {
    try {
      await(timeout(SHORT, sender.send("text")));
    } catch (Exception e) {
      System.out.println("too late");
    }
    return ready();
  }

  @Async
  Future<Void> known() {
    do {
      Future<String> future = async(() -> await(load()));
      try {
        System.out.println(await(timeout(SHORT, (future))));
      } catch (TimeoutException e) {
        System.out.println("again");
      }
    } while (System.nanoTime() > 0);
    return ready();
  }

  @Async
  Future<String> loadAs(String name) {
    return load();
  }

  @Async
  Future<Void> sameInEachRound(String[] names) {
    for (String name : names) {
      for (boolean done = false; !done; ) {
        try {
          System.out.println(await(timeout(SHORT, loadAs(name))));
          done = true;
        } catch (TimeoutException e) {
          System.out.println("again");
        }
      }
    }
    return ready();
  }
}
