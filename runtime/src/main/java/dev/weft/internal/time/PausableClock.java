package dev.weft.internal.time;

/** Stub. */
public final class PausableClock implements NanoClock {
  private final java.util.concurrent.atomic.AtomicLong now =
      new java.util.concurrent.atomic.AtomicLong();

  @Override
  public long nanoTime() {
    return now.get();
  }

  public boolean jumps() {
    return true;
  }

  public void jump(long nanos) {
    now.addAndGet(nanos);
  }
}
