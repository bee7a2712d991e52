package dev.weft.sync;

import org.jspecify.annotations.Nullable;

/** A future that reserves a place in a bounded channel. */
final class MpscReserve<T> extends MpscAcquire<T, Mpsc.Permit<T>> {
  MpscReserve(Mpsc.Sender<T> sender, MpscCore<T> core) {
    super(sender, core, 1);
  }

  @Override
  Mpsc.Permit<T> granted() {
    return new Mpsc.Permit<>(sender(), core());
  }

  @Override
  @Nullable T refused() {
    return null;
  }

  @Override
  void givenUp() {}

  @Override
  public String toString() {
    return "Mpsc.reserve";
  }
}
