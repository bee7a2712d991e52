package dev.weft.internal.fs;

import dev.weft.internal.blocking.BlockingWork;
import dev.weft.internal.blocking.Lane;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open file: its channel, its position, and what is under way.
 *
 * <h2>Position</h2>
 *
 * The position is a number of ours, and the channel is read and written at places. So a read that
 * is left behind has moved nothing, and the next one reads the same bytes. A file that has no
 * places, such as a named pipe, is read and written as it comes; there the bytes of a read that was
 * left behind are kept ({@link KeptRead}).
 *
 * <h2>Order</h2>
 *
 * What goes by the position, or has to see all that was written, has one lane, so that nothing
 * overtakes a write which was left behind. In a file without places reads have a lane of their own:
 * one may wait for what a write is to bring about.
 *
 * <h2>Close</h2>
 *
 * The channel is closed at once if nothing is under way. Otherwise the last change that was begun
 * closes it. A read that is under way doesn't keep it open and fails; as the JDK waits for its
 * thread, which may hang, that is left to a thread that may block.
 */
public final class OpenFile {
  private static final Set<StandardOpenOption> APPENDING = Set.of(StandardOpenOption.APPEND);

  private final Path path;
  private final FileChannel channel;

  /** Whether the file has places. */
  private final boolean seekable;

  private final boolean appends;
  private final Lane lane = new Lane();
  private final Lane reads;

  /** Belongs to the task that uses the file. */
  private long position;

  /** The operations that were begun and have not ended; guarded by this. */
  private int changes;

  private int looks;

  /** Guarded by this. */
  private boolean closed;

  /** What has failed and nobody has seen; guarded by this. */
  private @Nullable Throwable unseen;

  private OpenFile(
      Path path, FileChannel channel, boolean appends, boolean seekable, long position) {
    this.path = path;
    this.channel = channel;
    this.appends = appends;
    this.seekable = seekable;
    this.position = position;
    reads = seekable ? lane : new Lane();
  }

  /** A file whose channel was opened with some options; on a thread that may block. */
  static OpenFile of(Path path, FileChannel channel, Set<? extends OpenOption> options) {
    boolean appends = options.stream().anyMatch(APPENDING::contains);
    try {
      return new OpenFile(path, channel, appends, true, channel.position());
    } catch (IOException noPlaces) {
      return new OpenFile(path, channel, appends, false, 0);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  FileChannel channel() {
    return channel;
  }

  /** Whether the file has places. */
  public boolean isSeekable() {
    return seekable;
  }

  /** Whether writes go to places: they don't where all go to the end. */
  boolean writesAtPlaces() {
    return seekable && !appends;
  }

  Lane lane() {
    return lane;
  }

  Lane reads() {
    return reads;
  }

  /** Where the next read or write is. */
  public long position() {
    return position;
  }

  /** Moves that. */
  public void position(long next) {
    position = next;
  }

  /** An operation begins. */
  synchronized void begin(boolean isChange) throws IOException {
    if (closed) {
      throw new IOException(path + " is closed");
    }
    if (isChange) {
      changes++;
    } else {
      looks++;
    }
  }

  /** An operation has ended, on a thread that may block, or won't be carried out. */
  void end(boolean isChange) {
    if (countOff(isChange)) {
      closeChannel();
    }
  }

  private synchronized boolean countOff(boolean isChange) {
    if (isChange) {
      changes--;
    } else {
      looks--;
    }
    return closed && isChange && changes == 0;
  }

  /**
   * Nobody has seen that a change has failed: the next one throws it, or, if the file is closed,
   * the runtime is told when the last one has ended.
   */
  synchronized void failUnseen(Throwable failure) {
    if (unseen == null) {
      unseen = failure;
    } else {
      unseen.addSuppressed(failure);
    }
  }

  /** Throws what nobody has seen so far. */
  void throwUnseen() throws IOException {
    Throwable failure = takeUnseen();
    if (failure != null) {
      throw new IOException(
          "an earlier write to " + path + ", for which nobody has waited, has failed", failure);
    }
  }

  private synchronized @Nullable Throwable takeUnseen() {
    Throwable failure = unseen;
    unseen = null;
    return failure;
  }

  /** Whether {@link #close} was called. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Ends it. Idempotent. */
  public void close() throws IOException {
    boolean atOnce;
    boolean hangs;
    synchronized (this) {
      atOnce = !closed && changes == 0;
      hangs = looks > 0;
      closed = true;
    }
    if (atOnce) {
      Scheduler here = hangs ? Current.schedulerOrNull() : null;
      if (here == null) {
        channel.close();
      } else {
        here.blocking().execute(new Closer(this));
      }
    }
    throwUnseen();
  }

  /** Has nothing begin any more: the last change that is under way closes it. */
  synchronized void refuse() {
    closed = true;
  }

  /** Closes it by a change, if that is the last one, on a thread that may block. */
  void closeLast() throws IOException {
    boolean isLast;
    synchronized (this) {
      isLast = changes == 1;
    }
    if (isLast) {
      channel.close();
    }
    throwUnseen();
  }

  /** Whether changes are under way. */
  synchronized boolean isChanging() {
    return changes > 0;
  }

  private void closeChannel() {
    try {
      channel.close();
    } catch (IOException e) {
      failUnseen(e);
    }
    Scheduler here = Current.schedulerOrNull();
    Throwable failure = here == null ? null : takeUnseen();
    if (here != null && failure != null) {
      here.failures().report("writing " + path, failure);
    }
  }

  /** Closes the channel, whatever becomes of the runtime. */
  private record Closer(OpenFile file) implements BlockingWork {
    @Override
    public void run() {
      file.closeChannel();
    }

    @Override
    public void drop() {
      file.closeChannel();
    }

    @Override
    public boolean mustRun() {
      return true;
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
