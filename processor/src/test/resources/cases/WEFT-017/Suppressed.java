import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;

import dev.weft.Async;
import dev.weft.Future;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

class Suppressed {
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Async
  Future<String> load() {
    await(sleep(SHORT));
    return ready("text");
  }

  @Async
  @SuppressWarnings("weft:cancel-safety") // loading twice does no harm
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
  Future<String> local() {
    while (true) {
      try {
        @SuppressWarnings({"unchecked", "weft:cancel-safety"})
        String text = await(timeout(SHORT, load()));
        return ready(text);
      } catch (TimeoutException e) {
        System.out.println("again");
      }
    }
  }
}
