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
 * <p>A root may be linked to nodes of other trees: it is cancelled if one of them is. It waits for
 * them while somebody waits below it, and at no other time, so what was said of children holds for
 * it, too. Its lock may be held when one of theirs is taken, and never the other way round.
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

  /** What it waits for in other trees; empty but for a root that is linked. */
  private final List<Cancelled> links;

  /** The root of a tree. */
  public CancelNode() {
    this(List.of());
  }

  private CancelNode(List<CancelNode> sources) {
    parent = null;
    lock = new Object();
    links = sources.stream().map(Cancelled::new).toList();
  }

  private CancelNode(CancelNode parent) {
    this.parent = parent;
    lock = parent.lock;
    links = List.of();
  }

  /** The root of a tree that is cancelled with the first of some nodes. */
  public static CancelNode linkedTo(List<CancelNode> sources) {
    return new CancelNode(sources);
  }

  /** A new node below this one. */
  public CancelNode child() {
    return new CancelNode(this);
  }

  /** Whether this node or one above it was cancelled. */
  public boolean isCancelled() {
    CancelNode node = this;
    while (node != null && node.cancelled == null && !node.isCancelledByLink()) {
      node = node.parent;
    }
    if (node != null && node != this) {
      cancelled = node.cancelled;
    }
    return node != null;
  }

  private boolean isCancelledByLink() {
    for (Cancelled link : links) {
      if (link.node().isCancelled()) {
        cancelled = link.node().cancelled;
        return true;
      }
    }
    return false;
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

  /** A link was cancelled, and with it this root, which may know it already. */
  private void cancelByLink() {
    List<Waker> woken = new ArrayList<>();
    synchronized (lock) {
      if (isCancelled()) {
        collect(woken);
      }
    }
    woken.forEach(Waker::wake);
  }

  /** Empties the lists of all nodes from this one down. */
  private void collect(List<Waker> woken) {
    leaveLinks();
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
      if (isCancelled()) {
        // By a link, since it was looked at.
        unhang(waiting, this);
        return false;
      }
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
      if (node.below.isEmpty()) {
        node.waitForLinks();
      }
      node.below.add(each);
      each = node;
    }
  }

  private void waitForLinks() {
    for (Cancelled link : links) {
      link.node().enlist(link, this::cancelByLink);
    }
  }

  private void leaveLinks() {
    for (Cancelled link : links) {
      link.node().leave(link);
    }
  }

  private static void unhang(Hanging removed, @Nullable CancelNode from) {
    Hanging each = removed;
    for (CancelNode node = from; node != null && node.below.remove(each); node = node.parent) {
      if (!node.below.isEmpty()) {
        return;
      }
      node.leaveLinks();
      each = node;
    }
  }
}
