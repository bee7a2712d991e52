package dev.weft.benchmarks.peers;

import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.sync.Mpsc;
import java.time.Duration;

/** Selects between a channel and a timer that is borrowed. */
public final class Selects {
  private static final Duration LONG = Duration.ofHours(1);

  private Selects() {}

  /** So many rounds, in each of which the channel has a message and the timer isn't due. */
  @Async
  public static Future<Void> loop(int rounds) {
    Mpsc.Channel<Integer> channel = Mpsc.channel(16);
    Future<Void> timer = sleep(LONG);
    long sum = 0;
    try (Mpsc.Sender<Integer> sender = channel.tx()) {
      for (int i = 0; i < rounds; i++) {
        sender.trySend(i);
        sum += await(select(channel.rx().recv(), borrow(timer))).first();
      }
    }
    await(borrow(timer).closeAsync());
    if (sum != (long) rounds * (rounds - 1) / 2) {
      throw new AssertionError(sum);
    }
    return ready();
  }
}
