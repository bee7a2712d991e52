package dev.weft.io;

import dev.weft.Poll;
import dev.weft.Waker;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes between a writer and a reader.
 *
 * <h2>Laws</h2>
 *
 * <ul>
 *   <li>Bytes come out in the order in which they went in, each once.
 *   <li>A side that can't go on leaves its transfer here, and is woken by whatever makes it worth
 *       asking again: bytes, room, or an end. There is at most one of each side.
 *   <li>The end of writing comes behind the bytes. The end of reading drops them, as nobody will
 *       read them.
 * </ul>
 *
 * All fields are guarded by this object's lock; wakers are woken outside of it.
 */
final class PipeCore {
  private final ByteRing bytes;
  private @Nullable PipeTransfer reader;
  private @Nullable PipeTransfer writer;

  /** Whether no more is written. */
  private boolean ended;

  private boolean writerClosed;
  private boolean readerClosed;

  PipeCore(int capacity) {
    bytes = new ByteRing(capacity);
  }

  /** Moves bytes out; {@code PENDING} once the transfer is listed. */
  Object read(PipeTransfer transfer, Waker waiting) throws IOException {
    ByteBuffer target = transfer.buffer;
    Waker woken;
    int count;
    synchronized (this) {
      refuseSecond(reader, transfer, "read");
      reader = null;
      if (readerClosed) {
        throw new IOException("this end of the pipe was closed");
      }
      if (!target.hasRemaining()) {
        return 0;
      }
      if (bytes.size() == 0) {
        if (ended) {
          return -1;
        }
        reader = transfer.wakenBy(waiting);
        return Poll.PENDING;
      }
      count = bytes.take(target);
      woken = waker(writer);
    }
    wake(woken);
    return count;
  }

  /** Moves bytes in; {@code PENDING} once the transfer is listed. */
  Object write(PipeTransfer transfer, Waker waiting) throws IOException {
    ByteBuffer source = transfer.buffer;
    Waker woken;
    int count;
    synchronized (this) {
      refuseSecond(writer, transfer, "write");
      writer = null;
      refuseWritingWhenOver();
      if (!source.hasRemaining()) {
        return 0;
      }
      if (bytes.isFull()) {
        writer = transfer.wakenBy(waiting);
        return Poll.PENDING;
      }
      count = bytes.put(source);
      woken = waker(reader);
    }
    wake(woken);
    return count;
  }

  private void refuseWritingWhenOver() throws IOException {
    if (writerClosed) {
      throw new IOException("this end of the pipe was closed");
    }
    if (ended) {
      throw new IOException("this end of the pipe was shut down: nothing can be written to it");
    }
    if (readerClosed) {
      throw new IOException("broken pipe: the other end was closed");
    }
  }

  private static void refuseSecond(
      @Nullable PipeTransfer waiting, PipeTransfer transfer, String verb) {
    if (waiting != null && waiting != transfer) {
      throw new IllegalStateException(
          "another task waits to %s already; one task at a time may %s".formatted(verb, verb));
    }
  }

  /** A transfer that is cancelled waits no more. */
  synchronized void leave(PipeTransfer transfer) {
    if (reader == transfer) {
      reader = null;
    }
    if (writer == transfer) {
      writer = null;
    }
  }

  /** Nothing more is written. */
  void end() throws IOException {
    Waker woken;
    synchronized (this) {
      if (writerClosed) {
        throw new IOException("this end of the pipe was closed");
      }
      ended = true;
      woken = waker(reader);
    }
    wake(woken);
  }

  /** The writer goes away: nothing more is written, and one that waits to write fails. */
  void closeWriter() {
    Waker first;
    Waker second;
    synchronized (this) {
      ended = true;
      writerClosed = true;
      first = waker(reader);
      second = waker(writer);
    }
    wake(first);
    wake(second);
  }

  /** The reader goes away: nothing is read any more, and who waits on either side fails. */
  void closeReader() {
    Waker first;
    Waker second;
    synchronized (this) {
      readerClosed = true;
      bytes.clear();
      first = waker(reader);
      second = waker(writer);
    }
    wake(first);
    wake(second);
  }

  private static @Nullable Waker waker(@Nullable PipeTransfer waiting) {
    return waiting == null ? null : waiting.waker();
  }

  private static void wake(@Nullable Waker woken) {
    if (woken != null) {
      woken.wake();
    }
  }

  @Override
  public synchronized String toString() {
    return "Pipe[" + bytes.size() + " bytes" + (ended ? ", ended]" : "]");
  }
}
