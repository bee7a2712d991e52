package miniredis;

import java.util.AbstractList;
import java.util.Collection;
import java.util.NoSuchElementException;
import java.util.Objects;

/** A list that is fast at both ends and can be looked into: a ring of elements. */
final class ListValue extends AbstractList<String> {
  private String[] ring = new String[8];
  private int first;
  private int size;

  ListValue() {}

  ListValue(Collection<String> elements) {
    elements.forEach(element -> push(element, false));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String get(int index) {
    return ring[place(Objects.checkIndex(index, size))];
  }

  @Override
  public String set(int index, String element) {
    String before = get(index);
    ring[place(index)] = element;
    return before;
  }

  private int place(int index) {
    return first + index & ring.length - 1;
  }

  /** Adds an element at the left or at the right end. */
  void push(String element, boolean left) {
    if (size == ring.length) {
      grow();
    }
    if (left) {
      first = place(-1);
    }
    ring[place(left ? 0 : size)] = element;
    size++;
  }

  private void grow() {
    String[] larger = new String[2 * ring.length];
    for (int i = 0; i < size; i++) {
      larger[i] = ring[place(i)];
    }
    ring = larger;
    first = 0;
  }

  /** Takes the element at the left or at the right end. */
  String pop(boolean left) {
    if (size == 0) {
      throw new NoSuchElementException();
    }
    int end = place(left ? 0 : size - 1);
    String element = ring[end];
    ring[end] = null;
    first = left ? place(1) : first;
    size--;
    return element;
  }
}
