package dev.weft;

import dev.weft.abi.Strand;

/**
 * What a {@link Future} sees of the strand that polls it.
 *
 * <p>It is valid during the call of {@link Future#poll} or {@link Future#cancel} that it is passed
 * to; what outlives the call is its {@link #waker()}.
 */
public sealed interface Context permits Strand {
  /**
   * The waker to call when polling again makes sense. All polls by one strand get the same waker.
   *
   * @return the waker of this strand
   */
  Waker waker();
}
