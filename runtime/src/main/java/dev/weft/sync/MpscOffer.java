package dev.weft.sync;

import org.jspecify.annotations.Nullable;

/**
 * A future that sends a value through a bounded channel, and leaves it to the caller if it can't.
 */
sealed class MpscOffer<T> extends MpscAcquire<T, @Nullable Void> permits MpscSend {
  private final T value;

  MpscOffer(Mpsc.Sender<T> sender, MpscCore<T> core, T value) {
    super(sender, core, 1);
    this.value = value;
  }

  final T value() {
    return value;
  }

  @Override
  final @Nullable Void use() {
    core().offer(value);
    return null;
  }

  @Override
  protected final ClosedException refusal() {
    return closed(value);
  }

  @Override
  public final String toString() {
    return "Mpsc.send";
  }
}
