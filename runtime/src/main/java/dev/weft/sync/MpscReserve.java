package dev.weft.sync;

/** A future that reserves a place in a bounded channel. */
final class MpscReserve<T> extends MpscAcquire<T, Mpsc.Permit<T>> {
  MpscReserve(Mpsc.Sender<T> sender, MpscCore<T> core) {
    super(sender, core, 1);
  }

  @Override
  Mpsc.Permit<T> use() {
    return new Mpsc.Permit<>(sender(), core());
  }

  @Override
  public String toString() {
    return "Mpsc.reserve";
  }
}
