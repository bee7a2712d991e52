package dev.weft.internal.testing;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A leaf that any number of strands wait for until a thread opens it. */
public final class Gate implements Future<String> {
  private final Queue<Waker> wakers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch reached;
  private final AtomicInteger cancelled = new AtomicInteger();
  private volatile boolean open;

  public Gate() {
    this(1);
  }

  /** A gate that a number of strands are expected at. */
  public Gate(int strands) {
    reached = new CountDownLatch(strands);
  }

  @Override
  public Object poll(Context context) {
    if (!open) {
      wakers.add(context.waker());
    }
    reached.countDown();
    return open ? "open" : Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    cancelled.incrementAndGet();
    return Poll.CANCELLED;
  }

  /** How many strands were cancelled while they waited here. */
  public int cancelled() {
    return cancelled.get();
  }

  /** Blocks the calling thread until all expected strands wait. */
  public void awaitReached() {
    Waits.await(reached);
  }

  /** Lets all through. */
  public void open() {
    open = true;
    wakers.forEach(Waker::wake);
  }
}
