package dev.weft.it.exploration;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.sync.Notify;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** Two tasks wait for an item each, which a third one brings. */
final class ForgottenNotify {
  private final Queue<String> items = new ArrayDeque<>();
  private final Notify added = new Notify();

  @Async
  private Future<String> take() {
    while (items.isEmpty()) {
      await(added.notified());
    }
    return Weft.ready(items.remove());
  }

  @Async
  private Future<Void> add(String item, BooleanSupplier notify) {
    boolean tell = notify.getAsBoolean();
    items.add(item);
    if (tell) {
      added.notifyOne();
    }
    await(yieldNow());
    return Weft.ready();
  }

  @Async
  private Future<Void> run(BooleanSupplier notify) {
    JoinHandle<String> first = spawn(take());
    JoinHandle<String> second = spawn(take());
    await(yieldNow());
    await(add("one", notify));
    await(add("other", notify));
    await(join(first, second));
    return Weft.ready();
  }

  /** The second of two items that come fast is added to one that nobody has taken yet. */
  static Future<Void> broken() {
    ForgottenNotify program = new ForgottenNotify();
    return program.run(program.items::isEmpty);
  }

  static Future<Void> mended() {
    return new ForgottenNotify().run(() -> true);
  }
}
