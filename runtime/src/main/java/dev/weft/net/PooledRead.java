package dev.weft.net;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.io.BufferPool;
import dev.weft.io.PooledBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A frame, shaped as if woven, that waits for bytes, then takes a buffer, then reads; from the
 * start if there turns out to be nothing.
 */
final class PooledRead extends AsyncFrame {
  private final SocketStream stream;
  private final BufferPool pool;

  /** Whether it waits for a buffer, not for bytes. */
  private boolean taking;

  private PooledRead(SocketStream stream, BufferPool pool) {
    this.stream = stream;
    this.pool = pool;
  }

  @SuppressWarnings("unchecked") // that is what the frame gives
  static Future<@Nullable PooledBuffer> of(SocketStream stream, BufferPool pool) {
    return (Future<@Nullable PooledBuffer>) (Future<?>) new PooledRead(stream, pool);
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    boolean resumed = state() > 0;
    for (; ; ) {
      Object answer = resumed ? take(strand) : Strand.await(awaited(), strand, depth);
      resumed = false;
      if (answer == Poll.PENDING) {
        suspend(strand, 1);
        return answer;
      }
      if (answer instanceof PooledBuffer buffer) {
        int count = readInto(buffer);
        if (count != 0) {
          return count < 0 ? null : buffer;
        }
      }
      taking = !taking;
    }
  }

  private Future<?> awaited() {
    return taking ? pool.take() : stream.readable();
  }

  /** Keeps the buffer if there is something in it. */
  private int readInto(PooledBuffer buffer) throws IOException {
    int count = 0;
    try {
      count = stream.tryRead(buffer.buffer());
      buffer.buffer().flip();
      return count;
    } finally {
      if (count <= 0) {
        buffer.close();
      }
    }
  }

  @Override
  public String toString() {
    return "pooled read from " + stream.remoteName();
  }
}
