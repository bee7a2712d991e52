package dev.weft.internal.signal;

/** Where signals come from; passed in, so that tests can send some. */
@FunctionalInterface
interface SignalSource {
  /**
   * Has a handler run at each signal from now on.
   *
   * @throws UnsupportedOperationException if the signal can't be had
   */
  Claim claim(Runnable handler);

  /** A signal that is ours, and was somebody else's before. */
  interface Claim {
    /** Does what would have been done before the claim. */
    void pass();

    /** Gives the signal back. */
    void restore();
  }
}
