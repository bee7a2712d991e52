package miniredis;

/**
 * A part of something, from one place up to another one.
 *
 * @param begin the first place
 * @param end the place behind the last one
 */
record Range(int begin, int end) {
  static final Range EMPTY = new Range(0, 0);

  /** What two places mean, both of them included, of which negative ones count from the end. */
  static Range of(long first, long last, int size) {
    long begin = Math.max(first < 0 ? first + size : first, 0);
    long end = Math.min(last < 0 ? last + size : last, size - 1L) + 1;
    return begin < end ? new Range((int) begin, (int) end) : EMPTY;
  }

  boolean isEmpty() {
    return begin == end;
  }
}
