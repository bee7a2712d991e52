package dev.weft.benchmarks.sync;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.sync.Broadcast;
import dev.weft.sync.Notify;
import dev.weft.sync.Watch;
import java.util.concurrent.atomic.AtomicInteger;

/** Weft's tasks one of which tells many: each of them gets every value. */
@SuppressWarnings("FutureReturnValueIgnored") // the last value tells that a task is done
final class WeftBroadcast {
  /** How many values have still to be received, and who waits for the last one. */
  private static final class Left {
    final AtomicInteger count = new AtomicInteger();
    final Notify none = new Notify();

    void one() {
      if (count.decrementAndGet() == 0) {
        none.notifyOne();
      }
    }
  }

  private WeftBroadcast() {}

  /** Sends as many values at once as the channel holds, and waits until all receivers have them. */
  @Async
  static Future<Void> broadcast(int receivers, int batches, int batch) {
    Left left = new Left();
    try (Broadcast.Sender<Integer> tx = Broadcast.sender(batch)) {
      for (int i = 0; i < receivers; i++) {
        spawn(receive(tx.subscribe(), left));
      }
      for (int i = 0; i < batches; i++) {
        left.count.set(receivers * batch);
        for (int value = 0; value < batch; value++) {
          tx.send(value);
        }
        await(left.none.notified());
      }
    }
    return ready();
  }

  @Async
  private static Future<Void> receive(Broadcast.Receiver<Integer> rx, Left left) {
    for (Integer unused : each(rx)) {
      left.one();
    }
    return ready();
  }

  /** Changes one value again and again, which all readers see each time. */
  @Async
  static Future<Void> watch(int readers, int changes) {
    Left left = new Left();
    try (Watch.Sender<Integer> tx = Watch.sender(0)) {
      left.count.set(readers);
      for (int i = 0; i < readers; i++) {
        spawn(read(tx.subscribe(), left));
      }
      await(left.none.notified());
      for (int change = 1; change <= changes; change++) {
        left.count.set(readers);
        tx.send(change);
        await(left.none.notified());
      }
    }
    return ready();
  }

  @Async
  private static Future<Void> read(Watch.Receiver<Integer> rx, Left left) {
    left.one();
    while (await(rx.changed())) {
      Integer unused = rx.borrow();
      left.one();
    }
    return ready();
  }
}
