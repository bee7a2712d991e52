package dev.weft.internal.stream;

import dev.weft.AsyncFunction;
import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import dev.weft.internal.task.Branches.Member;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What async code makes of the elements, in the order in which it is done. */
public final class MappedAsyncUnordered<S, T> extends Concurrent<S, T> {
  /** Those of the source that were not thrown. */
  private final ArrayDeque<Throwable> failures = new ArrayDeque<>();

  /** A stage that has taken nothing. */
  public MappedAsyncUnordered(
      AsyncStream<? extends S> source,
      int limit,
      AsyncFunction<? super S, ? extends T, ?> function) {
    super(source, limit, function);
  }

  @Override
  int taken() {
    return branches.size() + failures.size();
  }

  @Override
  int begin() {
    return 0;
  }

  @Override
  void failed(Throwable failure) {
    failures.add(failure);
  }

  @Override
  Object give(Context context) throws Throwable {
    Throwable failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    @Nullable Member ended = branches.pollEnded(context);
    return ended == null ? Poll.PENDING : element(ended.outcome());
  }

  @Override
  void drop() {
    failures.clear();
  }

  @Override
  String name() {
    return "mapAsyncUnordered";
  }
}
