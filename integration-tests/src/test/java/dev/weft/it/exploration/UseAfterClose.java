package dev.weft.it.exploration;

import static dev.weft.Weft.await;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.sync.Mutex;
import dev.weft.sync.Semaphore;

/** One task writes to a connection that another one closes. */
@SuppressWarnings("try") // what counts is that it is held
final class UseAfterClose {
  private final Semaphore bandwidth = new Semaphore(2);
  private final Mutex<Connection> shared = new Mutex<>(new Connection());
  private final Connection connection = new Connection();

  private static final class Connection {
    private boolean open = true;

    boolean isOpen() {
      return open;
    }

    void write() {
      if (!open) {
        throw new IllegalStateException("the connection is closed");
      }
    }

    void close() {
      open = false;
    }
  }

  /** Looks whether it is open, and then waits for something else. */
  @Async
  private Future<Void> write(Connection to) {
    for (int i = 0; i < 3 && to.isOpen(); i++) {
      try (var one = await(bandwidth.acquire())) {
        try (var another = await(bandwidth.acquire())) {
          to.write();
        }
      }
    }
    return Weft.ready();
  }

  @Async
  private Future<Void> writeSafely() {
    try (var guard = await(shared.lock())) {
      await(write(guard.get()));
    }
    return Weft.ready();
  }

  @Async
  private Future<Void> close() {
    try (var one = await(bandwidth.acquire())) {
      connection.close();
    }
    return Weft.ready();
  }

  @Async
  private Future<Void> closeSafely() {
    try (var guard = await(shared.lock())) {
      guard.get().close();
    }
    return Weft.ready();
  }

  @Async
  private static Future<Void> both(Future<Void> writes, Future<Void> closes) {
    JoinHandle<Void> writer = spawn(writes);
    JoinHandle<Void> closer = spawn(closes);
    await(writer);
    await(closer);
    return Weft.ready();
  }

  static Future<Void> broken() {
    UseAfterClose program = new UseAfterClose();
    return both(program.write(program.connection), program.close());
  }

  static Future<Void> mended() {
    UseAfterClose program = new UseAfterClose();
    return both(program.writeSafely(), program.closeSafely());
  }
}
