package httpserver;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.fs.AsyncFile;
import dev.weft.io.AsyncReadWrite;
import dev.weft.net.TcpStream;
import dev.weft.task.CancellationToken;
import dev.weft.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The bytes from and to a client. Each wait for it has an end. */
final class Wire {
  private static final int BUFFER = 16 * 1024;

  /** How much of a file is sent within one time limit. */
  private static final int PIECE = 256 * 1024;

  private final AsyncReadWrite socket;
  private final Duration writeLimit;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
  private final Output out = new Output();

  Wire(AsyncReadWrite socket, Duration writeLimit) {
    this.socket = socket;
    this.writeLimit = writeLimit;
  }

  /** What has come and wasn't read yet. */
  ByteBuffer in() {
    return in;
  }

  /** What is to be written, at the latest before bytes are waited for. */
  Output out() {
    return out;
  }

  /** Writes what there is to write and waits for bytes; returns whether any have come. */
  @Async
  Future<Boolean> receive(Deadline deadline) throws IOException, TimeoutException {
    await(flush());
    int count = await(timeoutAt(deadline, socket.read(in.clear())));
    in.flip();
    return ready(count >= 0);
  }

  /** The same between two requests, where a stop is an end, too. */
  @Async
  Future<Boolean> receiveUnless(CancellationToken stop, Deadline deadline)
      throws IOException, TimeoutException {
    await(flush());
    Integer count = await(timeoutAt(deadline, stop.runUntilCancelled(socket.read(in.clear()))));
    in.flip();
    return ready(count != null && count >= 0);
  }

  @Async
  Future<Void> flush() throws IOException {
    if (!out.isEmpty()) {
      await(written(socket.writeAll(out.take())));
    }
    return ready();
  }

  /** What is being written, if the client reads it in time. */
  @Async
  private <T> Future<T> written(Future<T> writing) throws IOException {
    try {
      return ready(await(timeout(writeLimit, writing)));
    } catch (TimeoutException e) {
      throw new IOException("the client doesn't read", e);
    }
  }

  /** Writes a part of a file behind all else. The system copies it, unless it is encrypted. */
  @Async
  Future<Void> sendFile(Path file, long begin, long end) throws IOException {
    await(flush());
    if (!(socket instanceof TcpStream tcp)) {
      await(copyFile(file, begin, end));
      return ready();
    }
    for (long position = begin; position < end; ) {
      long piece = Math.min(PIECE, end - position);
      long sent = await(written(tcp.sendFile(file, position, piece)));
      requireMore(file, sent);
      position += sent;
    }
    return ready();
  }

  @Async
  private Future<Void> copyFile(Path file, long begin, long end) throws IOException {
    try (AsyncFile source = await(AsyncFile.open(file, StandardOpenOption.READ))) {
      ByteBuffer piece = ByteBuffer.allocate(BUFFER);
      for (long position = begin; position < end; ) {
        piece.clear().limit((int) Math.min(BUFFER, end - position));
        int count = await(source.readAt(piece, position));
        requireMore(file, count);
        await(written(socket.writeAll(piece.flip())));
        position += count;
      }
    }
    return ready();
  }

  private static void requireMore(Path file, long count) throws IOException {
    if (count <= 0) {
      throw new IOException(file + " has become shorter");
    }
  }

  /**
   * Says that this is the end. Bytes that weren't read would have the system drop the last ones.
   */
  @Async
  @CancelSafe
  Future<Void> sayGoodbye() throws IOException {
    await(socket.shutdown());
    while (await(socket.read(in.clear())) >= 0) {}
    return ready();
  }
}
