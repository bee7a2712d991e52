package dev.weft.internal.inspect;

import dev.weft.Future;
import dev.weft.abi.Strand;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.waits.Wait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strand that waits, and may wait for ever.
 *
 * <p>Compared by identity.
 */
final class Node {
  /** The strand that its thread polls; this one is a branch of that, or that itself. */
  final RuntimeStrand root;

  final Strand strand;
  final Future<?> leaf;
  final Wait wait;
  final List<Holdings.Find> holdings;

  /** When it was looked at, in the terms of {@link RuntimeStrand#rest}. */
  private final long rest;

  private Node(RuntimeStrand root, long rest, Strand strand, Suspension suspension, Wait wait) {
    this.root = root;
    this.rest = rest;
    this.strand = strand;
    this.wait = wait;
    leaf = suspension.leaf();
    holdings = Holdings.of(suspension);
  }

  /** The node of a strand; null if it doesn't wait, or for something that comes by itself. */
  static @Nullable Node of(RuntimeStrand root, long rest, Strand strand) {
    Suspension suspension = Suspension.of(strand);
    if (suspension == null) {
      return null;
    }
    Wait wait = Leaves.waitOf(suspension.leaf());
    return wait == null ? null : new Node(root, rest, strand, suspension, wait);
  }

  /** Whether nothing has happened to it since it was looked at. */
  boolean stillRests() {
    return root.rest() == rest;
  }

  /** Who waits, in words. */
  String name() {
    return name(root, strand);
  }

  /** A strand in words, which is a branch of another one or that itself. */
  static String name(RuntimeStrand root, Strand strand) {
    return strand == root ? root.toString() : "a branch of " + root;
  }
}
