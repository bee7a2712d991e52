import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.JoinHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

class Used {
  @Async
  Future<Void> store(String text) {
    await(yieldNow());
    return ready();
  }

  @Async
  CompletableFuture<Void> eager(String text) {
    await(yieldNow());
    return CompletableFuture.completedFuture(null);
  }

  @Async
  Future<Void> all(List<String> texts) {
    await(store("first"));
    spawn(store("second"));
    spawn(() -> store("third"));
    eager("runs at once");
    JoinHandle<Void> handle = spawn(store("fourth"));
    Future<Void> fifth = store("fifth");
    await(fifth);
    Supplier<Future<Void>> sixth = () -> store("sixth");
    AsyncRunnable<RuntimeException> seventh = () -> await(store("seventh"));
    List<Future<Void>> others = new ArrayList<>();
    texts.forEach(text -> others.add(store(text)));
    Future<Void> unused = store("on purpose");
    Future<Void> later;
    later = store("later");
    return later;
  }

  @SuppressWarnings("weft:unused-future") // store checks its argument at once
  void checked() {
    store("checked");
  }

  void expected() {
    org.mockito.Mockito.verify(this).store("mocked");
    org.mockito.Mockito.doReturn(ready()).when(this).store("mocked");
  }
}
