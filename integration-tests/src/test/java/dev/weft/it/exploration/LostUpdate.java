package dev.weft.it.exploration;

import static dev.weft.Weft.await;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.sync.Mutex;

/** Two tasks pay into an account and write to its journal meanwhile. */
@SuppressWarnings("try") // what counts is that it is held
final class LostUpdate {
  private final Mutex<StringBuilder> journal = new Mutex<>(new StringBuilder());
  private final Mutex<String> account = new Mutex<>("account");
  private int balance;

  /** What was read is stale when it is written back. */
  @Async
  private Future<Void> payIn(int amount) {
    int before = balance;
    await(note("before"));
    await(note("after"));
    balance = before + amount;
    return Weft.ready();
  }

  @Async
  private Future<Void> payInSafely(int amount) {
    try (var guard = await(account.lock())) {
      await(payIn(amount));
    }
    return Weft.ready();
  }

  @Async
  private Future<Void> note(String line) {
    try (var guard = await(journal.lock())) {
      guard.get().append(line);
    }
    return Weft.ready();
  }

  @Async
  private Future<Void> both(Future<Void> first, Future<Void> second) {
    JoinHandle<Void> task = spawn(first);
    await(second);
    await(task);
    if (balance != 12) {
      throw new AssertionError("5 and 7 make " + balance);
    }
    return Weft.ready();
  }

  static Future<Void> broken() {
    LostUpdate program = new LostUpdate();
    return program.both(program.payIn(5), program.payIn(7));
  }

  static Future<Void> mended() {
    LostUpdate program = new LostUpdate();
    return program.both(program.payInSafely(5), program.payInSafely(7));
  }
}
