package dev.weft.internal.queue;

import org.jspecify.annotations.Nullable;

/**
 * A list of elements that carry their own links, in the order in which they were added.
 *
 * <p>Adding an element and removing any one cost the same however many there are, and allocate
 * nothing. An element is in one chain at a time. A chain and the links of what may be in it are
 * guarded by whoever owns them.
 *
 * @param <E> the type of the elements
 */
public final class Chain<E extends Chain.Link<E>> {
  /**
   * What an element of a chain extends.
   *
   * @param <E> the type of the elements
   */
  public abstract static class Link<E extends Link<E>> {
    private @Nullable Chain<E> chain;
    private @Nullable E previous;
    private @Nullable E next;

    /** An element that is in no chain. */
    protected Link() {}
  }

  private @Nullable E first;
  private @Nullable E last;
  private int size;

  /** An empty chain. */
  public Chain() {}

  /** Adds an element that is in no chain behind all others. */
  public void add(E element) {
    Link<E> link = element;
    link.chain = this;
    link.previous = last;
    setNext(last, element);
    last = element;
    size++;
  }

  /** Takes an element out; false if it isn't in here. */
  public boolean remove(E element) {
    Link<E> link = element;
    if (link.chain != this) {
      return false;
    }
    setNext(link.previous, link.next);
    setPrevious(link.next, link.previous);
    link.chain = null;
    link.previous = null;
    link.next = null;
    size--;
    return true;
  }

  /** Takes out the element that was added first; null if there is none. */
  public @Nullable E poll() {
    E element = first;
    if (element != null) {
      remove(element);
    }
    return element;
  }

  /** Takes out all elements. */
  public void clear() {
    E element = poll();
    while (element != null) {
      element = poll();
    }
  }

  /** The element that was added first; null if there is none. */
  public @Nullable E peek() {
    return first;
  }

  /** The element that was added last; null if there is none. */
  public @Nullable E peekLast() {
    return last;
  }

  /** The element behind one that is in here; null if it is the last. */
  public @Nullable E after(E element) {
    Link<E> link = element;
    return link.next;
  }

  /** Whether an element is in here. */
  public boolean contains(E element) {
    Link<E> link = element;
    return link.chain == this;
  }

  /** Whether there are no elements. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The number of elements. */
  public int size() {
    return size;
  }

  private void setNext(@Nullable E element, @Nullable E next) {
    if (element == null) {
      first = next;
    } else {
      Link<E> link = element;
      link.next = next;
    }
  }

  private void setPrevious(@Nullable E element, @Nullable E previous) {
    if (element == null) {
      last = previous;
    } else {
      Link<E> link = element;
      link.previous = previous;
    }
  }
}
