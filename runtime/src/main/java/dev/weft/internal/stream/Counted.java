package dev.weft.internal.stream;

import dev.weft.AsyncStream;

/** Counts the elements. */
public final class Counted extends Run<Object, Long> {
  private long count;

  /** A run that has not started. */
  public Counted(AsyncStream<?> source) {
    super(source);
  }

  @Override
  boolean accept(Object element) {
    count++;
    return true;
  }

  @Override
  Long finish() {
    return count;
  }
}
