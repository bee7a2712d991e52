import static dev.weft.Weft.await;
import static dev.weft.Weft.on;
import static dev.weft.Weft.onDo;
import static dev.weft.Weft.onNonNull;
import static dev.weft.Weft.race;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.when;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.OneOf2;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Semaphore;
import java.time.Duration;

class ArmsInLoops {
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Async
  Future<String> load() {
    await(sleep(SHORT));
    return ready("text");
  }

  @Async
  Future<Void> arms(Mpsc.Receiver<String> receiver, Mpsc.Sender<String> sender, Semaphore permits)
      throws Exception {
    while (true) {
      await(
          select(
              on(load(), text -> text),
              onDo(sender.send("text"), sent -> System.out.println("sent")),
              onNonNull(receiver.recv(), text -> text),
              on(permits.acquire(), permit -> "permit").when(permits.availablePermits() > 0)));
    }
  }

  @Async
  Future<Void> positional(Mpsc.Receiver<String> receiver) throws Exception {
    for (int i = 0; i < 10; i++) {
      Future<String> made = load();
      OneOf2<String, String> first = await(select(receiver.recv(), when(i > 1, made)));
      System.out.println(first);
      System.out.println(await(race(receiver.recv(), timeout(SHORT, this.load()))));
    }
    return ready();
  }
}
