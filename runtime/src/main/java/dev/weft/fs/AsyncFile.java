package dev.weft.fs;

import dev.weft.AsyncCloseable;
import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.blocking.Kept;
import dev.weft.internal.fs.FileCall;
import dev.weft.internal.fs.OpenFile;
import dev.weft.internal.fs.Opening;
import dev.weft.internal.fs.ReadHop;
import dev.weft.internal.fs.Rest;
import dev.weft.internal.fs.Sync;
import dev.weft.internal.fs.WriteHop;
import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open file, which is read and written without a thread that waits.
 *
 * <pre>{@code
 * try (AsyncFile file = await(AsyncFile.create(path))) {
 *   await(file.writeAll(bytes));
 *   await(file.sync());
 * }
 * }</pre>
 *
 * <p>Systems have no files that tell when they are ready, so each operation is made by a thread of
 * the runtime's pool for blocking work: one hop there and back, up to 8 MiB. Reading to the end is
 * one hop, however long the file is. Small reads and writes are better made through a buffer.
 *
 * <h2>Position</h2>
 *
 * {@link #read} and {@link #write(ByteBuffer)} go by one {@link #position}, which they move; at
 * most one task uses it at a time. {@link #readAt} and {@link #writeAt} leave it alone, and any
 * number of tasks may use them at once. A file without places, such as a named pipe or a terminal,
 * is read and written as it comes.
 *
 * <h2>Cancelling</h2>
 *
 * Nobody waits for a disk: a future that is cancelled ends at once. A read that is left behind so
 * has moved nothing, and the next one gives the same bytes. A write that has begun, which it does
 * when it is first polled, is carried out, even if the runtime is closed meanwhile, and what
 * follows it in the file comes behind it; the buffer and the position have moved by then. If it
 * fails when nobody waits any more, the next write, {@link #flush}, {@link #sync} or {@link #close}
 * fails, or, if the file is closed, the runtime's handler of uncaught exceptions is told.
 *
 * <h2>End of a write</h2>
 *
 * A write ends when the bytes are in the file, where everybody who reads it sees them, and fails if
 * they aren't. Nothing is kept back, so {@link #flush} waits only for writes that were left behind.
 * That the bytes survive a power failure is what {@link #sync} waits for.
 *
 * <p>All failures name the file. Operations after {@link #close}, and on a runtime that is closed,
 * fail with an {@link IOException} that says so. A file may be used by tasks of several runtimes,
 * one after the other.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/fs/struct.File.html">Tokio's File</a>
 */
public final class AsyncFile implements AsyncRead, AsyncWrite, AsyncCloseable, AutoCloseable {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  private final OpenFile file;
  private final Kept kept;

  private AsyncFile(OpenFile file) {
    this.file = file;
    kept = new Kept(most -> FileCall.fetch(file, most));
  }

  // Opening

  /**
   * Opens a file for writing; makes it if it isn't there, and empties it if it is.
   *
   * @param path where it is
   * @return a lazy future of the file
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the file, which is closed; it may have been made or emptied")
  public static Future<AsyncFile> create(Path path) throws IOException {
    return open(
        path,
        StandardOpenOption.WRITE,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  /**
   * Opens a file as {@link java.nio.channels.FileChannel#open(Path, OpenOption...)} does.
   *
   * @param path where it is
   * @param options what for, and what if it is there or isn't; none is {@code READ}. One that is
   *     opened with {@code APPEND} is written at its end, whatever the position
   * @return a lazy future of the file. To open a named pipe waits for somebody at its other end,
   *     with a thread of the pool
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the file, which is closed; it may have been made or emptied")
  public static Future<AsyncFile> open(Path path, OpenOption... options) throws IOException {
    return open(path, Set.of(options), NO_ATTRIBUTES);
  }

  /**
   * Opens a file, and makes it with some attributes if it isn't there.
   *
   * @param path where it is
   * @param options what for, and what if it is there or isn't
   * @param attributes such as permissions, see {@link
   *     java.nio.file.attribute.PosixFilePermissions#asFileAttribute}
   * @return a lazy future of the file
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("the file, which is closed; it may have been made or emptied")
  public static Future<AsyncFile> open(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return new Opening<>(
        path, Set.copyOf(options), attributes.clone(), AsyncFile::new, opened -> opened.file);
  }

  /**
   * Where it is.
   *
   * @return the path that it was opened by
   */
  public Path path() {
    return file.path();
  }

  // By the position

  /**
   * Reads bytes from the position on, as many as there are and the buffer has room for, up to 8
   * MiB.
   *
   * <p>Cancel-safe: a read that is cancelled has moved neither the buffer nor the position.
   */
  @Override
  @CancelSafe
  @SuppressWarnings("unchecked") // that is what it delivers
  public Future<Integer> read(ByteBuffer target) throws IOException {
    return file.isSeekable()
        ? (Future<Integer>) (Future<?>) ReadHop.next(file, target)
        : kept.read(target);
  }

  @Override
  @CancelUnsafe("the bytes that it has read")
  public Future<byte[]> readToEnd(int limit) throws IOException {
    return file.isSeekable() && limit >= 0
        ? new Rest(file, limit).readToEnd(limit)
        : AsyncRead.super.readToEnd(limit);
  }

  @Override
  @CancelUnsafe("the bytes that it has read")
  public Future<String> readToString(Charset charset, int limit) throws IOException {
    return file.isSeekable() && limit >= 0
        ? new Rest(file, limit).readToString(charset, limit)
        : AsyncRead.super.readToString(charset, limit);
  }

  /**
   * Writes all bytes of a buffer, up to 8 MiB, at the position.
   *
   * <p>Cancel-safe: the bytes are taken from the buffer when the future is first polled, and
   * written whatever happens then.
   *
   * @throws IOException through the future, if they can't be written, or if an earlier write
   *     couldn't be for which nobody has waited
   */
  @Override
  @CancelSafe
  public Future<Integer> write(ByteBuffer source) throws IOException {
    return WriteHop.next(file, source).map(Math::toIntExact);
  }

  /** Writes the bytes of several buffers at once; otherwise as {@link #write(ByteBuffer)}. */
  @Override
  @CancelSafe
  public Future<Long> write(ByteBuffer[] sources) throws IOException {
    return WriteHop.next(file, sources.clone());
  }

  /**
   * Waits until writes that were left behind are in the file; a write that was awaited is.
   *
   * @throws IOException through the future, if one of them has failed
   */
  @Override
  @CancelSafe
  public Future<Void> flush() throws IOException {
    return ofVoid(Sync.written(file));
  }

  /** As {@link #flush}: nobody waits for the end of a file. */
  @Override
  @CancelSafe
  public Future<Void> shutdown() throws IOException {
    return flush();
  }

  /**
   * Where the next read or write is. In a file without places, and in one that is opened with
   * {@code APPEND}, it counts bytes.
   *
   * @return bytes from the beginning
   */
  public long position() {
    return file.position();
  }

  /**
   * Moves the position. Nothing is done to the file: reading behind its end gives the end, and
   * writing there fills the gap with zeros.
   *
   * @param position bytes from the beginning
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException if the file has no places
   */
  public void seek(long position) {
    checkPlace(position);
    file.position(position);
  }

  private void checkPlace(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("the position must not be negative: " + position);
    }
    if (!file.isSeekable()) {
      throw new IllegalStateException(file + " has no places: it is read and written as it comes");
    }
  }

  // By places

  /**
   * Reads bytes from a place on, as many as there are and the buffer has room for, up to 8 MiB. The
   * position isn't moved.
   *
   * @param target the bytes are put behind its position, which moves on
   * @param position the place
   * @return a lazy future of how many; -1 at the end; 0 if the buffer has no room
   * @throws IOException through the future, if they can't be read
   * @throws IllegalArgumentException if the place is negative
   * @throws IllegalStateException if the file has no places
   */
  @CancelSafe
  @SuppressWarnings("unchecked") // that is what it delivers
  public Future<Integer> readAt(ByteBuffer target, long position) throws IOException {
    checkPlace(position);
    return (Future<Integer>) (Future<?>) ReadHop.at(file, target, position);
  }

  /**
   * Writes all bytes of a buffer, up to 8 MiB, at a place. The position isn't moved. Those at
   * several places are written in no order.
   *
   * <p>Cancel-safe as {@link #write(ByteBuffer)} is.
   *
   * @param source the bytes from its position on, which moves on
   * @param position the place
   * @return a lazy future of how many
   * @throws IOException through the future, if they can't be written
   * @throws IllegalArgumentException if the place is negative
   * @throws IllegalStateException if the file has no places
   */
  @CancelSafe
  public Future<Integer> writeAt(ByteBuffer source, long position) throws IOException {
    checkPlace(position);
    return WriteHop.at(file, source, position).map(Math::toIntExact);
  }

  // The whole

  /**
   * How long the file is, with all that was written.
   *
   * @return a lazy future of the number of bytes
   * @throws IOException through the future, if that can't be told
   */
  @CancelSafe
  public Future<Long> size() throws IOException {
    return FileCall.size(file);
  }

  /**
   * Makes the file shorter; one that isn't longer is left as it is. A position behind the new end
   * moves there. What has begun is carried out, as with a write.
   *
   * @param size bytes
   * @return a lazy future of the end
   * @throws IOException through the future, if that can't be done
   * @throws IllegalArgumentException if the size is negative
   */
  @CancelSafe
  public Future<Void> truncate(long size) throws IOException {
    if (size < 0) {
      throw new IllegalArgumentException("the size must not be negative: " + size);
    }
    return ofVoid(FileCall.truncate(file, size));
  }

  /**
   * Waits until all that was written is on the disk, with the file's attributes.
   *
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be written
   */
  @CancelSafe
  public Future<Void> sync() throws IOException {
    return ofVoid(Sync.forced(file, true));
  }

  /**
   * Waits until all that was written is on the disk, without what isn't needed to read it again,
   * such as the time of the last change.
   *
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be written
   */
  @CancelSafe
  public Future<Void> syncData() throws IOException {
    return ofVoid(Sync.forced(file, false));
  }

  // Locks

  /**
   * Locks the whole file for this alone; see {@link #lock(long, long, boolean)}.
   *
   * @return a lazy future of the lock
   * @throws IOException through the future, if the file can't be locked
   */
  @CancelSafe(CancelSafe.Keeps.ALL_BUT_PLACE)
  public Future<FileGuard> lock() throws IOException {
    return lock(0, Long.MAX_VALUE, false);
  }

  /**
   * Locks a part of the file, once nobody else holds a lock on it: another process, or another open
   * file of this one.
   *
   * <p>It is tried again and again, with pauses up to 32 ms: so the wait holds no thread and ends
   * at once when it is cancelled, and locks are given in no order. The lock is one of the system:
   * whether it keeps others from reading and writing, or only from locking, depends on that.
   *
   * @param position where the part begins
   * @param size how long it is, also beyond the end of the file; {@code Long.MAX_VALUE} for the
   *     rest
   * @param shared whether others may hold shared ones, too; needs {@code READ}, else {@code WRITE}
   * @return a lazy future of the lock
   * @throws IOException through the future, if the file can't be locked
   * @throws IllegalArgumentException if the position or the size is negative
   */
  @CancelSafe(CancelSafe.Keeps.ALL_BUT_PLACE)
  @SuppressWarnings("unchecked") // that is what it gives
  public Future<FileGuard> lock(long position, long size, boolean shared) throws IOException {
    checkPart(position, size);
    return (Future<FileGuard>) (Future<?>) new LockRun(this, position, size, shared);
  }

  /**
   * Locks the whole file for this alone, if nobody else holds a lock on it.
   *
   * @return a lazy future of the lock; of null if somebody does
   * @throws IOException through the future, if the file can't be locked
   */
  @CancelSafe
  public Future<@Nullable FileGuard> tryLock() throws IOException {
    return tryLock(0, Long.MAX_VALUE, false);
  }

  /**
   * Locks a part of the file, if nobody else holds a lock on it; see {@link #lock(long, long,
   * boolean)}.
   *
   * @param position where the part begins
   * @param size how long it is
   * @param shared whether others may hold shared ones, too
   * @return a lazy future of the lock; of null if somebody holds one
   * @throws IOException through the future, if the file can't be locked
   * @throws IllegalArgumentException if the position or the size is negative
   */
  @CancelSafe
  public Future<@Nullable FileGuard> tryLock(long position, long size, boolean shared)
      throws IOException {
    checkPart(position, size);
    return FileCall.lock(file, position, size, shared)
        .map(lock -> lock == null ? null : new FileGuard(lock));
  }

  private static void checkPart(long position, long size) {
    if (position < 0 || size < 0 || position + size < 0) {
      throw new IllegalArgumentException(
          "no part of a file begins at " + position + " and has " + size + " bytes");
    }
  }

  // The end

  /**
   * Closes the file, and releases its locks. Idempotent; doesn't wait: writes that were left behind
   * are carried out, and a read that is under way fails.
   *
   * @throws IOException if an earlier write has failed for which nobody has waited, or if the
   *     system says so of the file
   */
  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Closes the file when all that was written is in it; on a thread that may wait for that, which
   * is to be preferred for files of other machines.
   *
   * @return a lazy future of the end; it fails with what {@link #close} throws
   */
  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return ofVoid(Sync.closed(file));
  }

  /**
   * Whether it can be used.
   *
   * @return false once it was closed
   */
  public boolean isOpen() {
    return !file.isClosed();
  }

  @SuppressWarnings("unchecked") // null is a Void
  private static Future<Void> ofVoid(Future<@Nullable Void> future) {
    return (Future<Void>) (Future<?>) Objects.requireNonNull(future);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
