package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements in lists of so many; the last may be shorter. */
public final class Chunks<T> extends Over<T, List<T>> {
  private final int size;
  private List<T> chunk = new ArrayList<>();

  /** Whether {@link #chunk} is the last one. */
  private boolean ended;

  /** A stage that has taken nothing. */
  public Chunks(AsyncStream<? extends T> source, int size) {
    super(source);
    this.size = checked(size);
  }

  static int checked(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("the size must be at least 1: " + size);
    }
    return size;
  }

  @Override
  @SuppressWarnings("unchecked") // what is an element is a T
  protected @Nullable Object pull(Context context) throws Throwable {
    while (!ended) {
      Object pulled = source.pull(context);
      if (pulled == null) {
        ended = true;
      } else if (pulled instanceof Poll) {
        return pulled;
      } else {
        chunk.add((T) pulled);
        if (chunk.size() == size) {
          return give();
        }
        if (!mayGoOn(context)) {
          return Poll.PENDING;
        }
      }
    }
    return chunk.isEmpty() ? null : give();
  }

  private List<T> give() {
    List<T> full = chunk;
    chunk = new ArrayList<>();
    return full;
  }

  @Override
  public Future<Void> closeAsync() {
    return Closing.of(this::drop, source);
  }

  private void drop() {
    ended = true;
    chunk = new ArrayList<>();
  }

  @Override
  String name() {
    return "chunks";
  }
}
