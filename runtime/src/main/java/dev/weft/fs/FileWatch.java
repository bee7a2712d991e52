package dev.weft.fs;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.fs.Watched;
import dev.weft.internal.stream.Closing;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a directory, from the moment that it is watched until this is closed.
 *
 * <pre>{@code
 * try (FileWatch watch = await(AsyncFiles.watch(inbox, FileEvent.Kind.CREATED))) {
 *   for (FileEvent event : each(watch)) {
 *     await(take(event.path()));
 *   }
 * }
 * }</pre>
 *
 * <p>Events come in the order in which the system tells of them, which is mostly at once; on
 * systems without such a service the JDK looks at the directory now and then. Those below its
 * directories are left out. Who is slow finds up to 1,024 events that were kept, and then an {@link
 * FileEvent.Kind#OVERFLOW}, as the system itself keeps a limited number.
 *
 * <p>One task at a time waits for an event. The stream ends when it is closed, or when the
 * directory is deleted.
 *
 * <p>All watches of a file system have one thread of the JDK's and one of ours, which wait for the
 * system; there are none while nothing is watched.
 *
 * @see AsyncFiles#watch
 */
public final class FileWatch implements AsyncStream<FileEvent>, AutoCloseable {
  private final Watched watched;
  private final Next next = new Next();

  FileWatch(Watched watched) {
    this.watched = watched;
  }

  Watched watched() {
    return watched;
  }

  /**
   * What is watched.
   *
   * @return the directory
   */
  public Path directory() {
    return watched.directory();
  }

  /**
   * Waits for an event. Cancel-safe.
   *
   * @return a future of the event, or of null at the end; always the same one
   */
  @Override
  @CancelSafe
  public Future<@Nullable FileEvent> next() {
    return next;
  }

  /** Ends the watch, and drops what was kept. Idempotent; doesn't wait. */
  @Override
  public void close() {
    watched.close();
  }

  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return Closing.of(this::close);
  }

  @Override
  public String toString() {
    return "FileWatch[" + directory() + "]";
  }

  private final class Next implements Future<@Nullable FileEvent> {
    @Override
    public @Nullable Object poll(Context context) {
      return watched.take(context.waker());
    }

    @Override
    public Object cancel(Context context) {
      watched.pause();
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      return "next of " + FileWatch.this;
    }
  }
}
