package dev.weft.internal.waits;

import dev.weft.Future;
import java.util.List;

/**
 * Something in units that is held by some and waited for by others: the permits of a semaphore, or
 * the chance that a value comes, which the senders of a channel hold. Equal to itself alone, or to
 * another view of the same thing.
 */
public interface Resource {
  /** How many units there would be if everybody gave back what they hold. */
  int units();

  /** Who waits, in the order in which they are served; empty where nobody is held up by another. */
  List<? extends Future<?>> queue();

  /** What it is called in messages. */
  String name();
}
