package dev.weft.net;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Weft;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A frame, shaped as if woven, that has the system copy a part of a file to a socket: by a thread
 * for blocking work, as a disk may be slow, as much as there is room for, and then waits for more
 * room.
 *
 * <p>A cancelled one may leave such a thread behind. Either that or this closes the file, whoever
 * sees the other one: both make known what they do first and then look.
 */
final class SendFile extends AsyncFrame {
  /** So that a thread isn't kept by a fast peer. */
  private static final long MAX_STEP = 8 << 20;

  private static final long END = -1;

  private final SocketStream stream;
  private final Path path;
  private final long position;
  private final long count;

  private long sent;
  private boolean waitsForRoom;
  private volatile @Nullable FileChannel file;
  private volatile boolean ended;

  private SendFile(SocketStream stream, Path path, long position, long count) {
    this.stream = stream;
    this.path = path;
    this.position = position;
    this.count = count;
  }

  @SuppressWarnings("unchecked") // that is what the frame gives
  static Future<Long> of(SocketStream stream, Path path, long position, long count) {
    return (Future<Long>) (Future<?>) new SendFile(stream, path, position, count);
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    boolean suspended = false;
    try {
      Object answer = run(strand);
      suspended = answer == Poll.PENDING;
      return answer;
    } finally {
      if (!suspended) {
        end();
      }
    }
  }

  private @Nullable Object run(Strand strand) throws Throwable {
    int depth = strand.depth();
    boolean resumed = state() > 0;
    for (; ; ) {
      Object answer = resumed ? take(strand) : Strand.await(awaited(), strand, depth);
      resumed = false;
      if (answer == Poll.PENDING) {
        suspend(strand, 1);
        return answer;
      }
      if (waitsForRoom) {
        waitsForRoom = false;
      } else {
        long copied = answer instanceof Long number ? number : END;
        waitsForRoom = copied == 0;
        sent += Math.max(0, copied);
        if (copied == END) {
          return sent;
        }
      }
    }
  }

  private Future<?> awaited() {
    return waitsForRoom ? stream.writable() : Weft.spawnBlocking(this::copySome);
  }

  private long copySome() throws IOException {
    FileChannel from = open();
    long left = Math.min(count - sent, from.size() - position - sent);
    if (left <= 0) {
      return END;
    }
    StreamSocket socket = stream.socket;
    int event = socket.writes().events();
    try {
      long copied = from.transferTo(position + sent, Math.min(left, MAX_STEP), socket.channel());
      if (copied == 0) {
        socket.writes().drain(event);
      }
      return copied;
    } catch (IOException e) {
      throw stream.failed("sending " + path + " to", e);
    }
  }

  private FileChannel open() throws IOException {
    FileChannel opened = file;
    if (opened == null) {
      opened = FileChannel.open(path, StandardOpenOption.READ);
      file = opened;
      if (ended) {
        opened.close();
      }
    }
    return opened;
  }

  private void end() throws IOException {
    ended = true;
    FileChannel opened = file;
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  public String toString() {
    return "send " + path + " to " + stream.remoteName();
  }
}
