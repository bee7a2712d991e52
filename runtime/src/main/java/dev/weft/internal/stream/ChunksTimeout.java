package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements in lists of so many, or of those that have come in a time after the first. */
public final class ChunksTimeout<T> extends Over<T, List<T>> {
  private final int size;
  private final Pause pause;
  private List<T> chunk = new ArrayList<>();

  /** Whether {@link #chunk} is the last one. */
  private boolean ended;

  /** A stage that has taken nothing. */
  public ChunksTimeout(AsyncStream<? extends T> source, int size, Duration limit) {
    super(source);
    this.size = Chunks.checked(size);
    pause = new Pause(limit);
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    while (!ended) {
      Object pulled = source.pull(context);
      if (pulled instanceof Poll) {
        return isOver(pulled, context) ? give(context) : pulled;
      }
      add(pulled);
      if (chunk.size() == size) {
        return give(context);
      }
      if (!ended && !mayGoOn(context)) {
        return Poll.PENDING;
      }
    }
    return chunk.isEmpty() ? null : give(context);
  }

  private boolean isOver(@Nullable Object pulled, Context context) {
    return pulled == Poll.PENDING && !chunk.isEmpty() && pause.isOver(context);
  }

  @SuppressWarnings("unchecked") // what is an element is a T
  private void add(@Nullable Object pulled) {
    if (pulled == null) {
      ended = true;
      return;
    }
    if (chunk.isEmpty()) {
      pause.begin();
    }
    chunk.add((T) pulled);
  }

  private List<T> give(Context context) {
    pause.stop(context);
    List<T> full = chunk;
    chunk = new ArrayList<>();
    return full;
  }

  @Override
  protected Object leave(Context context) throws Throwable {
    pause.leave(context);
    return source.leave(context);
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
    return "chunksTimeout";
  }
}
