package dev.weft.internal.cancel;

import dev.weft.Waker;
import dev.weft.internal.queue.Chain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a tree of cancellation: what a cancellation token is made of.
 *
 * <h2>State</h2>
 *
 * {@link #cancelled} is set once, by {@link #cancel} or by somebody who has seen it set in a node
 * above, and is read without a lock: a node is cancelled if it or any node above it is, and for the
 * reason of the one that is nearest.
 *
 * <p>The lists of what hangs below the nodes belong to the tree, whose one lock guards them. A node
 * hangs below its parent only while somebody waits for it or for a node below it. So a parent holds
 * no child that nobody waits for, and children need not be closed: one that nobody uses any more is
 * garbage, however long its parent lives.
 *
 * <p>Neither adding a waiter nor cancelling recurses. Wakers run outside of the lock.
 */
public final class CancelNode extends Hanging {
  private static final String NO_REASON = "";

  private final @Nullable CancelNode parent;

  /** The tree's. */
  private final Object lock;

  private final Chain<Hanging> below = new Chain<>();

  /** Why it was cancelled, {@link #NO_REASON} for none; null before. */
  private volatile @Nullable String cancelled;

  /** The root of a tree. */
  public CancelNode() {
    parent = null;
    lock = new Object();
  }

  private CancelNode(CancelNode parent) {
    this.parent = parent;
    lock = parent.lock;
  }

  /** A new node below this one. */
  public CancelNode child() {
    return new CancelNode(this);
  }

  /** Whether this node or one above it was cancelled. */
  public boolean isCancelled() {
    CancelNode node = this;
    while (node != null && node.cancelled == null) {
      node = node.parent;
    }
    if (node != null && node != this) {
      cancelled = node.cancelled;
    }
    return node != null;
  }

  /** Why this node was cancelled; null if it isn't, or if nobody has said. */
  public @Nullable String reason() {
    String reason = isCancelled() ? cancelled : null;
    return NO_REASON.equals(reason) ? null : reason;
  }

  /** Cancels this node without a reason. */
  public void cancel() {
    cancel(null);
  }

  /**
   * Cancels this node and all below it, and wakes who waits for one of them.
   *
   * @param reason why; null for nothing to say
   */
  public void cancel(@Nullable String reason) {
    List<Waker> woken = new ArrayList<>();
    synchronized (lock) {
      if (isCancelled()) {
        return;
      }
      cancelled = reason == null ? NO_REASON : reason;
      unhang(this, parent);
      collect(woken);
    }
    woken.forEach(Waker::wake);
  }

  /** Empties the lists of all nodes from this one down. */
  private void collect(List<Waker> woken) {
    Deque<CancelNode> open = new ArrayDeque<>(List.of(this));
    for (CancelNode node = open.poll(); node != null; node = open.poll()) {
      if (node.cancelled == null) {
        node.cancelled = cancelled;
      }
      for (Hanging each = node.below.poll(); each != null; each = node.below.poll()) {
        if (each instanceof CancelNode child) {
          open.add(child);
        } else {
          woken.add(((Cancelled) each).waker());
        }
      }
    }
  }

  /** Lists who waits, with its waker; false if this node is cancelled. */
  boolean enlist(Cancelled waiting, Waker waker) {
    synchronized (lock) {
      if (isCancelled()) {
        return false;
      }
      waiting.wakeBy(waker);
      hang(waiting);
      return true;
    }
  }

  /** Takes who waits off the list. */
  void leave(Cancelled waiting) {
    synchronized (lock) {
      unhang(waiting, this);
    }
  }

  /** Hangs something below this node, and this node below those above it, as far as needed. */
  private void hang(Hanging added) {
    Hanging each = added;
    for (CancelNode node = this; node != null && !node.below.contains(each); node = node.parent) {
      node.below.add(each);
      each = node;
    }
  }

  private static void unhang(Hanging removed, @Nullable CancelNode from) {
    Hanging each = removed;
    for (CancelNode node = from; node != null && node.below.remove(each); node = node.parent) {
      if (!node.below.isEmpty()) {
        return;
      }
      each = node;
    }
  }
}
