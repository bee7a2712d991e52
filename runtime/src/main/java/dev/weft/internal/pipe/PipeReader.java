package dev.weft.internal.pipe;

import dev.weft.Future;
import dev.weft.internal.blocking.Hop;
import dev.weft.internal.blocking.Kept;
import dev.weft.internal.task.Scheduler;
import dev.weft.io.AsyncRead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input stream that may never give a byte. A read that is cancelled leaves a thread
 * waiting, and the next one gets what that has read.
 */
public final class PipeReader implements AsyncRead {
  /** As much as a pipe of Linux holds. */
  private static final int MOST = 1 << 16;

  private final String name;
  private final InputStream stream;
  private final Kept kept = new Kept(Fetch::new);

  /**
   * Reads a stream, which nobody else reads.
   *
   * @param name what it is, for messages
   */
  public PipeReader(String name, InputStream stream) {
    this.name = name;
    this.stream = stream;
  }

  @Override
  public Future<Integer> read(ByteBuffer target) {
    return kept.read(target);
  }

  /**
   * Closes the stream. A thread that waits for a byte goes on waiting until there is one, or none.
   */
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      // Nobody reads it any more.
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private final class Fetch extends Hop<@Nullable ByteBuffer> {
    private final int most;

    Fetch(int most) {
      this.most = Math.min(most, MOST);
    }

    @Override
    protected @Nullable ByteBuffer call() throws IOException {
      byte[] bytes = new byte[most];
      try {
        int count = stream.read(bytes);
        return count < 0 ? null : ByteBuffer.wrap(bytes, 0, count);
      } catch (IOException e) {
        throw new IOException(name + " can't be read: " + e.getMessage(), e);
      }
    }

    @Override
    protected void handOn(Scheduler runtime) {
      PipeThreads.execute(this);
    }

    @Override
    public String toString() {
      return "reading " + name;
    }
  }
}
