import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import java.time.Duration;
import java.util.List;

class Dropped {
  @Async
  Future<Void> store(String text) {
    await(yieldNow());
    return ready();
  }

  @Async
  Future<Void> all(List<String> texts) {
    store("first");
    sleep(Duration.ofSeconds(1));
    Future<Void> second = store("second");
    texts.forEach(text -> store(text));
    texts.forEach(this::store);
    Runnable later =
        () -> {
          this.store("later");
        };
    later.run();
    switch (texts.size()) {
      case 0 -> store("none");
      default -> await(store("some"));
    }
    return ready();
  }

  void plain() {
    store("plain");
  }
}
