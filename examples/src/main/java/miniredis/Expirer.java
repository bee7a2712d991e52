package miniredis;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.sync.Notify;
import dev.weft.time.DelayQueue;
import java.time.Duration;

/** Removes keys when their time is over, so that those nobody asks for any more need no memory. */
final class Expirer implements Database.Expiry {
  private final DelayQueue<String> keys = new DelayQueue<>();
  private final Notify added = new Notify();

  @Override
  public Runnable schedule(String key, long delayMillis) {
    DelayQueue.Key place = keys.insert(key, Duration.ofMillis(delayMillis));
    added.notifyOne();
    return () -> keys.tryRemove(place);
  }

  /** Runs for as long as the server does. */
  @Async
  Future<Void> run(Server server) {
    while (true) {
      DelayQueue.Expired<String> expired = await(keys.next());
      if (expired == null) {
        await(added.notified());
      } else {
        server.reclaim(expired.value());
      }
    }
  }
}
