package dev.weft.internal.process;

import dev.weft.Future;
import dev.weft.internal.queue.Wakers;
import dev.weft.internal.sync.WaitQueue;
import dev.weft.internal.sync.Waiter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The end of a process, for all who wait for it. The JDK is asked once: it keeps a thread for each
 * child that lives, with a small stack, which waits for that in the kernel whether anybody else
 * does or not. When the child has ended, a thread of the JDK's common pool calls us.
 */
public final class Exit {
  private final WaitQueue<Wait> waiting = new WaitQueue<>(new Object());

  /** The exit code; guarded by the queue's lock. */
  private @Nullable Integer code;

  /** The end of a process that was started just now. */
  public Exit(Process process) {
    CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> end(ended.exitValue()));
  }

  private void end(int value) {
    Wakers woken = new Wakers();
    synchronized (waiting.lock()) {
      code = value;
      waiting.settleAll(woken);
    }
    woken.wake();
  }

  /** The exit code; null while the process lives, as far as it is known. */
  public @Nullable Integer code() {
    synchronized (waiting.lock()) {
      return code;
    }
  }

  /** A future of the exit code. */
  public Future<Integer> await() {
    return new Wait(this);
  }

  private static final class Wait extends Waiter<Wait, Integer> {
    private final Exit exit;

    Wait(Exit exit) {
      super(exit.waiting);
      this.exit = exit;
    }

    @Override
    protected boolean trySettle() {
      return exit.code != null;
    }

    @Override
    protected @Nullable Object take() {
      return exit.code();
    }

    @Override
    protected void giveBack(Wakers woken) {}

    @Override
    public String toString() {
      return "end of a process";
    }
  }
}
