package dev.weft.task;

/**
 * The number of a task, unique in this JVM and never used again.
 *
 * @param value the number, from 1 upward
 */
public record TaskId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
