package dev.weft.sync;

/** A future that sends a value which nobody else has: one that is given up is lost, and told of. */
final class MpscSend<T> extends MpscOffer<T> {
  MpscSend(Mpsc.Sender<T> sender, MpscCore<T> core, T value) {
    super(sender, core, value);
  }

  @Override
  protected void onGivenUp() {
    super.onGivenUp();
    core().undelivered(value());
  }
}
