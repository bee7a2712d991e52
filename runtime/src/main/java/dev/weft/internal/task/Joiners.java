package dev.weft.internal.task;

import dev.weft.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The wakers that wait for one event which happens once: a lock-free list, closed by the event.
 *
 * <p>A waker is listed once however often it is added. One that is removed leaves an empty node
 * behind, for a later one to take. Nodes are never unlinked, so there are as many as there ever
 * were wakers at once, however often they come and go.
 *
 * <p>Who takes an empty node looks at the head afterwards, and the event closes the head before it
 * reads the nodes: so either the event sees the waker, or the waker's strand sees the event.
 */
public final class Joiners {
  private static final VarHandle HEAD;
  private static final VarHandle WAKER;
  private static final Node CLOSED_HEAD = new Node(null, null);

  /** An event that has happened. */
  static final Joiners CLOSED = new Joiners();

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(Joiners.class, "head", Node.class);
      WAKER = lookup.findVarHandle(Node.class, "waker", Waker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
    CLOSED.head = CLOSED_HEAD;
  }

  private static final class Node {
    /** Null where nobody waits. Emptied by the strand that waits, filled by who finds it empty. */
    volatile @Nullable Waker waker;

    final @Nullable Node next;

    Node(@Nullable Waker waker, @Nullable Node next) {
      this.waker = waker;
      this.next = next;
    }
  }

  private volatile @Nullable Node head;

  /** An event that nobody waits for. */
  public Joiners() {}

  /** Lists a waker; false if the event has happened, and then it may be woken as well. */
  public boolean add(Waker waker) {
    for (; ; ) {
      Node first = head;
      if (first == CLOSED_HEAD) {
        return false;
      }
      if (find(first, waker) != null) {
        return true;
      }
      if (takeEmpty(first, waker)) {
        return head != CLOSED_HEAD;
      }
      if (HEAD.compareAndSet(this, first, new Node(waker, first))) {
        return true;
      }
    }
  }

  /** Takes a waker off the list, if it is there; to be called by the strand that it wakes. */
  public void remove(Waker waker) {
    Node node = find(head, waker);
    if (node != null) {
      node.waker = null;
    }
  }

  /** The one of a type that is listed; null if there is none, and from the event on. */
  <W extends Waker> @Nullable W find(Class<W> type) {
    for (Node node = head; node != null; node = node.next) {
      if (type.isInstance(node.waker)) {
        return type.cast(node.waker);
      }
    }
    return null;
  }

  /** The event: wakes all that are listed. Returns whether there were any. */
  public boolean close() {
    boolean any = false;
    Node node = (Node) HEAD.getAndSet(this, CLOSED_HEAD);
    for (; node != null; node = node.next) {
      Waker waker = node.waker;
      if (waker != null) {
        any = true;
        waker.wake();
      }
    }
    return any;
  }

  private static @Nullable Node find(@Nullable Node first, Waker waker) {
    Node node = first;
    while (node != null && node.waker != waker) {
      node = node.next;
    }
    return node;
  }

  private static boolean takeEmpty(@Nullable Node first, Waker waker) {
    for (Node node = first; node != null; node = node.next) {
      if (node.waker == null && WAKER.compareAndSet(node, null, waker)) {
        return true;
      }
    }
    return false;
  }

  /** How many nodes there are. */
  int size() {
    int size = 0;
    for (Node node = head; node != null; node = node.next) {
      size++;
    }
    return size;
  }
}
