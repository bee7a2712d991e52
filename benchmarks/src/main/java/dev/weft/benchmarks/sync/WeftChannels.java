package dev.weft.benchmarks.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Oneshot;
import java.util.concurrent.atomic.AtomicInteger;

/** Weft's tasks that send one another values through Mpsc and oneshot channels. */
@SuppressWarnings("FutureReturnValueIgnored") // the last value tells that a task is done
public final class WeftChannels {
  private WeftChannels() {}

  /** Some tasks send numbers through one bounded channel; who calls receives them. */
  @Async
  public static Future<Void> mpsc(int producers, int each, int capacity) throws ClosedException {
    Mpsc.Channel<Integer> channel = Mpsc.channel(capacity);
    try (Mpsc.Sender<Integer> tx = channel.tx()) {
      for (int i = 0; i < producers; i++) {
        spawn(produce(tx.copy(), each));
      }
    }
    int seen = 0;
    while (await(channel.rx().recv()) != null) {
      seen++;
    }
    Contest.check(seen, producers * each);
    return ready();
  }

  @Async
  private static Future<Void> produce(Mpsc.Sender<Integer> sender, int each)
      throws ClosedException {
    try (Mpsc.Sender<Integer> tx = sender) {
      for (int i = 0; i < each; i++) {
        await(tx.send(i));
      }
    }
    return ready();
  }

  /** Many pairs at once, some times: a ping and a pong through a oneshot channel each. */
  @Async
  public static Future<Void> pingPong(int pairs, int times) throws ClosedException {
    for (int i = 0; i < times; i++) {
      Oneshot.Channel<Boolean> done = Oneshot.channel();
      AtomicInteger left = new AtomicInteger(pairs);
      for (int pair = 0; pair < pairs; pair++) {
        spawn(pair(left, done.tx()));
      }
      await(done.rx());
    }
    return ready();
  }

  @Async
  private static Future<Void> pair(AtomicInteger left, Oneshot.Sender<Boolean> done)
      throws ClosedException {
    Oneshot.Channel<Boolean> ping = Oneshot.channel();
    Oneshot.Channel<Boolean> pong = Oneshot.channel();
    spawn(answer(ping.rx(), pong.tx()));
    ping.tx().send(true);
    await(pong.rx().recv());
    if (left.decrementAndGet() == 0) {
      done.send(true);
    }
    return ready();
  }

  @Async
  private static Future<Void> answer(Oneshot.Receiver<Boolean> ping, Oneshot.Sender<Boolean> pong)
      throws ClosedException {
    await(ping.recv());
    pong.send(true);
    return ready();
  }
}
