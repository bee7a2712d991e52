import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.timeoutAt;
import static dev.weft.Weft.unconstrained;

import dev.weft.Async;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Semaphore;
import dev.weft.time.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

class NothingIsLost {
  private static final Duration SHORT = Duration.ofSeconds(1);

  interface Source {
    @CancelSafe
    Future<String> load();
  }

  static class Loader implements Source {
    @Async
    @Override
    public Future<String> load() {
      await(sleep(SHORT));
      return ready("text");
    }
  }

  @Async
  Future<String> slow() {
    await(sleep(SHORT));
    return ready("text");
  }

  @Async
  Future<Void> safe(Mpsc.Receiver<String> receiver, Semaphore permits, Loader loader) {
    JoinHandle<String> task = spawn(slow());
    CompletableFuture<String> stage = new CompletableFuture<>();
    while (true) {
      try {
        await(timeout(SHORT, receiver.recv()));
        await(timeout(SHORT, sleep(SHORT)));
        await(timeout(SHORT, task));
        await(timeout(SHORT, stage));
        await(timeout(SHORT, loader.load()));
        await(timeout(SHORT, unconstrained(receiver.next())));
        await(timeout(SHORT, timeout(SHORT, receiver.recv())));
        try (Semaphore.Permit permit = await(timeout(SHORT, permits.acquire()))) {
          System.out.println(permit);
        }
      } catch (TimeoutException e) {
        System.out.println("again");
      }
    }
  }

  @Async
  Future<String> givenUp() throws TimeoutException {
    for (int i = 0; i < 3; i++) {
      String text = await(timeout(SHORT, slow()));
      if (!text.isEmpty()) {
        return ready(text);
      }
    }
    return ready("none");
  }

  @Async
  Future<String> once() {
    try {
      return ready(await(timeout(SHORT, slow())));
    } catch (TimeoutException e) {
      return ready("default");
    }
  }

  @Async
  Future<String> leftByBreak(Deadline deadline) {
    String text = "";
    while (text.isEmpty()) {
      try {
        text = await(timeoutAt(deadline, slow()));
      } catch (TimeoutException e) {
        System.out.println("too late");
        break;
      }
    }
    return ready(text);
  }

  @Async
  Future<Void> valueUsed() {
    String text = "default";
    try {
      text = await(timeout(SHORT, slow()));
    } catch (TimeoutException e) {
      System.out.println("default");
    }
    System.out.println(text);
    return ready();
  }

  @Async
  Future<Void> otherCatch() throws TimeoutException {
    for (; ; ) {
      try {
        await(timeout(SHORT, slow()));
      } catch (IllegalStateException e) {
        System.out.println("again");
      }
    }
  }

  @Async
  Future<String> slowOf(String name) {
    return slow();
  }

  @Async
  Future<Void> anotherInEachRound(String[] names) {
    for (String name : names) {
      try {
        System.out.println(await(timeout(SHORT, slowOf(name.trim()))));
      } catch (TimeoutException e) {
        System.out.println("the next one");
      }
    }
    return ready();
  }
}
