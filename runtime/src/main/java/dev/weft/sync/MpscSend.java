package dev.weft.sync;

import org.jspecify.annotations.Nullable;

/** A future that sends a value through a bounded channel. */
final class MpscSend<T> extends MpscAcquire<T, @Nullable Void> {
  private final T value;

  MpscSend(Mpsc.Sender<T> sender, MpscCore<T> core, T value) {
    super(sender, core, 1);
    this.value = value;
  }

  @Override
  @Nullable Void use() {
    core().offer(value);
    return null;
  }

  @Override
  protected ClosedException refusal() {
    return closed(value);
  }

  @Override
  protected void onGivenUp() {
    super.onGivenUp();
    core().undelivered(value);
  }

  @Override
  public String toString() {
    return "Mpsc.send";
  }
}
