package dev.weft.it.woven.net;

import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.io.AsyncReadWrite;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection whose bytes are counted. */
final class Counting implements AsyncReadWrite {
  private final AsyncReadWrite connection;
  private long read;

  Counting(AsyncReadWrite connection) {
    this.connection = connection;
  }

  /** How many bytes have come. */
  long read() {
    return read;
  }

  @Override
  @CancelSafe
  public Future<Integer> read(ByteBuffer target) throws IOException {
    return connection
        .read(target)
        .map(
            count -> {
              read += Math.max(0, count);
              return count;
            });
  }

  @Override
  @CancelSafe
  public Future<Integer> write(ByteBuffer source) throws IOException {
    return connection.write(source);
  }

  @Override
  @CancelSafe
  public Future<Void> flush() throws IOException {
    return connection.flush();
  }

  @Override
  @CancelSafe
  public Future<Void> shutdown() throws IOException {
    return connection.shutdown();
  }
}
