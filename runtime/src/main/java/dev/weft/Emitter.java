package dev.weft;

import dev.weft.internal.stream.Generated;

/**
 * What the code of a generator hands its elements to; see {@link AsyncStream#generate}.
 *
 * @param <T> the type of the elements
 */
public sealed interface Emitter<T> permits Generated {
  /**
   * Hands an element over, and ends when the next one is asked for. To be awaited at once, by the
   * code of the generator, one after the other.
   *
   * <p>Where the stream is closed, it throws {@link CancelledError}, as any await does then. A
   * time-out around it doesn't fire, as nothing of the generator runs while nobody asks for an
   * element.
   *
   * @param element the element, not null
   * @return a lazy future of the next element's being asked for, which may be awaited once
   * @throws IllegalStateException by the await, in other code than the generator's, where another
   *     element is being emitted, and inside {@link Weft#shield} while the stream is being closed
   */
  @CancelUnsafe("the element, if it was not handed over")
  Future<Void> emit(T element);
}
