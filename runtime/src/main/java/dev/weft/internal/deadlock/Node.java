package dev.weft.internal.deadlock;

import dev.weft.Future;
import dev.weft.abi.Strand;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
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
    Wait wait = waitOf(suspension.leaf());
    return wait == null ? null : new Node(root, rest, strand, suspension, wait);
  }

  private static @Nullable Wait waitOf(Future<?> leaf) {
    if (leaf instanceof Waiting waiting) {
      return waiting.waitsFor();
    }
    if (leaf instanceof Strand strand) {
      return new Wait.ForStrands(List.of(strand));
    }
    return isPublic(leaf) ? waitOfParts(leaf) : null;
  }

  /** Types that users see don't say that they can be asked, but are made of one that can. */
  private static boolean isPublic(Future<?> leaf) {
    return Modifier.isPublic(leaf.getClass().getModifiers())
        && ObjectGraph.isRuntime(leaf.getClass());
  }

  private static @Nullable Wait waitOfParts(Future<?> leaf) {
    for (Field field : ObjectGraph.fields(leaf.getClass())) {
      if (ObjectGraph.read(field, leaf) instanceof Waiting waiting) {
        return waiting.waitsFor();
      }
    }
    return null;
  }

  /** Whether nothing has happened to it since it was looked at. */
  boolean stillRests() {
    return root.rest() == rest;
  }

  /** Who waits, in words. */
  String name() {
    return strand == root ? root.toString() : "a branch of " + root;
  }
}
