package dev.weft.internal.fs;

import dev.weft.BlockingCallable;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.blocking.Hop;
import dev.weft.internal.blocking.Lane;
import dev.weft.internal.stream.Stage;
import dev.weft.internal.task.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose elements are fetched in batches, one hop each. A wait that ends leaves the hop
 * where it is, and the next one goes on with it.
 *
 * <p>What gives the elements is opened by the first hop, and closed by the one that comes to the
 * end or fails. It belongs to who has its turn in the lane; all else to the task that waits.
 *
 * @param <T> the type of the elements
 */
public final class Batches<T> extends Stage<T> {
  /** Gives elements, on threads that may block. */
  interface Source<T> extends AutoCloseable {
    /**
     * Adds some elements, as many as are at hand.
     *
     * @return whether there may be more
     */
    boolean addTo(List<T> batch) throws IOException;

    @Override
    void close() throws IOException;
  }

  private final String verb;
  private final Path path;
  private final BlockingCallable<? extends Source<T>, IOException> opening;
  private final Lane lane = new Lane();
  private @Nullable Source<T> source;

  /** What comes in the place of the next batch; belongs to who has its turn in the lane. */
  private @Nullable Exception failure;

  /** Whether there is nothing to open or to fetch any more; as the source. */
  private boolean exhausted;

  private Iterator<T> batch = Collections.emptyIterator();
  private @Nullable Fetch fetch;
  private boolean ended;

  /**
   * A stream that has fetched nothing.
   *
   * @param verb what it does, in words that the path follows
   */
  Batches(String verb, Path path, BlockingCallable<? extends Source<T>, IOException> opening) {
    this.verb = verb;
    this.path = path;
    this.opening = opening;
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    while (!batch.hasNext() && !ended) {
      if (!fetches(context)) {
        return Poll.PENDING;
      }
    }
    return batch.hasNext() ? batch.next() : null;
  }

  /** Whether the next batch is there. */
  @SuppressWarnings("unchecked") // that is what it gives
  private boolean fetches(Context context) throws Throwable {
    Fetch asked = fetch == null ? new Fetch() : fetch;
    fetch = asked;
    Object answer;
    try {
      answer = asked.poll(context);
    } catch (Throwable t) {
      fetch = null;
      ended = true;
      throw t;
    }
    if (answer == Poll.PENDING) {
      return false;
    }
    fetch = null;
    List<T> fetched = (List<T>) answer;
    ended = fetched == null;
    batch = fetched == null ? batch : fetched.iterator();
    return true;
  }

  @Override
  protected Object leave(Context context) {
    if (fetch != null) {
      fetch.pause();
    }
    return Poll.CANCELLED;
  }

  @Override
  @SuppressWarnings("unchecked") // null is a Void
  public Future<Void> closeAsync() {
    return (Future<Void>) (Future<?>) new Close();
  }

  /** A batch, which isn't empty; null at the end. */
  private @Nullable List<T> fetch() throws Exception {
    List<T> fetched = new ArrayList<>();
    try {
      while (!exhausted && fetched.isEmpty()) {
        Source<T> open = source == null ? opening.call() : source;
        source = open;
        exhausted = !open.addTo(fetched);
      }
    } catch (Exception e) {
      exhausted = true;
      failure = e;
    }
    if (exhausted) {
      closeSource();
    }
    if (fetched.isEmpty() && failure != null) {
      Exception thrown = failure;
      failure = null;
      throw thrown;
    }
    return fetched.isEmpty() ? null : fetched;
  }

  private void closeSource() throws IOException {
    exhausted = true;
    Source<T> open = source;
    source = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String toString() {
    return verb + " " + path;
  }

  private final class Fetch extends Hop<@Nullable List<T>> {
    @Override
    protected void handOn(Scheduler runtime) {
      lane.execute(this, runtime.blocking());
    }

    @Override
    protected @Nullable List<T> call() throws Exception {
      try {
        return Batches.this.fetch();
      } catch (Exception e) {
        throw Failures.of(e, path);
      }
    }

    @Override
    public String toString() {
      return Batches.this.toString();
    }
  }

  /** Closes the source when a fetch has ended; also where the runtime is closed. */
  private final class Close extends Hop<@Nullable Void> {
    @Override
    protected boolean prepare() {
      boolean untouched = ended || (fetch == null && source == null);
      ended = true;
      batch = Collections.emptyIterator();
      return !untouched;
    }

    @Override
    protected void handOn(Scheduler runtime) {
      lane.execute(this, runtime.blocking());
    }

    @Override
    protected @Nullable Void call() throws Exception {
      closeSource();
      return null;
    }

    @Override
    protected void over() {
      try {
        closeSource();
      } catch (IOException e) {
        // It was closed by the hop, or that says that the runtime is closed.
      }
    }

    @Override
    public boolean mustRun() {
      return true;
    }

    @Override
    public String toString() {
      return "closing " + path;
    }
  }
}
