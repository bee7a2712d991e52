package dev.weft.it.cancel.model;

import dev.weft.Future;

/** A part of a random program. */
interface Node {
  /**
   * Runs it, once.
   *
   * @param region what it belongs to, and must have left when that ends
   */
  Future<Void> run(World world, Region region);
}
