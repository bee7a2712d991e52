package dev.weft.internal.fs;

import dev.weft.Future;
import dev.weft.internal.future.Ready;
import dev.weft.io.AsyncRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is left of a file, which is read at once and then given piece by piece. */
public final class Rest implements AsyncRead {
  private final OpenFile file;
  private final int most;
  private ByteBuffer rest = ByteBuffer.allocate(0);

  /** Whether the end of the file was seen. */
  private boolean ended;

  /**
   * The rest from the file's position on, which moves to where it ends.
   *
   * @param limit how much the reader wants; one byte more is read, by which he sees that there is
   *     more
   */
  public Rest(OpenFile file, int limit) {
    this.file = file;
    most = limit == Integer.MAX_VALUE ? limit : limit + 1;
  }

  @Override
  @SuppressWarnings("unchecked") // that is what it delivers
  public Future<Integer> read(ByteBuffer target) {
    return rest.hasRemaining() || ended || !target.hasRemaining()
        ? Ready.of(move(target))
        : (Future<Integer>) (Future<?>) new Fetch(target);
  }

  private int move(ByteBuffer target) {
    if (!rest.hasRemaining() && target.hasRemaining()) {
      return -1;
    }
    int count = Math.min(rest.remaining(), target.remaining());
    target.put(rest.slice().limit(count));
    rest.position(rest.position() + count);
    return count;
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private final class Fetch extends FileHop<@Nullable ByteBuffer> {
    private final ByteBuffer target;
    private long at;

    Fetch(ByteBuffer target) {
      super(Rest.this.file, false);
      this.target = target;
    }

    @Override
    protected boolean prepare() throws IOException {
      at = file.position();
      return super.prepare();
    }

    @Override
    @Nullable ByteBuffer operate() throws IOException {
      return Bytes.read(file.channel(), at, most, 1);
    }

    @Override
    protected Object deliver(@Nullable ByteBuffer given) {
      if (given == null) {
        ended = true;
        return -1;
      }
      // Where it asked for a byte beyond the end, and has got none, it has seen the end.
      ended = given.remaining() < given.capacity();
      file.position(at + given.remaining());
      rest = given;
      return move(target);
    }

    @Override
    String verb() {
      return "reading";
    }
  }
}
