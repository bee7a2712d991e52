import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.on;
import static dev.weft.Weft.onDo;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;

import dev.weft.Arm;
import dev.weft.Async;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Mpsc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class NothingIsLost {
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Async
  Future<String> load() {
    await(sleep(SHORT));
    return ready("text");
  }

  @Async
  @CancelSafe
  Future<String> next(Mpsc.Receiver<String> receiver) {
    return ready(await(receiver.recv()) + "!");
  }

  @Async
  Future<Void> inALoop(Mpsc.Receiver<String> receiver) throws Exception {
    Future<String> loading = load();
    JoinHandle<String> task = spawn(load());
    for (boolean go = true; go; ) {
      go =
          await(
              select(
                  on(borrow(loading), text -> false),
                  on(next(receiver), text -> true),
                  on(task, text -> true),
                  on(sleep(SHORT), () -> true),
                  on(receiver.recv(), text -> text != null)));
    }
    return ready();
  }

  @Async
  Future<String> loadAs(String name) {
    return load();
  }

  @Async
  Future<Void> anotherInEachRound(String[] names) throws Exception {
    for (String name : names) {
      await(select(on(loadAs(name), text -> text), on(sleep(SHORT), () -> "too late")));
    }
    return ready();
  }

  @Async
  Future<String> once(Mpsc.Receiver<String> receiver) throws Exception {
    List<Arm<String>> arms = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      arms.add(on(load(), text -> text));
    }
    await(select(arms));
    for (String each : await(select(on(load(), text -> List.of(text))))) {
      System.out.println(each);
    }
    return ready(await(select(on(load(), text -> text), on(sleep(SHORT), () -> ""))) + "");
  }
}
