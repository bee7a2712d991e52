package dev.weft.internal.cancel;

import dev.weft.internal.queue.Chain;

/** What may hang below a node: another node, or who waits for the node. */
abstract sealed class Hanging extends Chain.Link<Hanging> permits CancelNode, Cancelled {
  Hanging() {}
}
