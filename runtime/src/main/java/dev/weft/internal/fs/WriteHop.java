package dev.weft.internal.fs;

import dev.weft.internal.blocking.Lane;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a file. It begins with taking the bytes: from then on they will be written, whatever
 * becomes of the task, and so the buffers and the file's position move on at that moment. Where it
 * fails, and somebody waits for it, both go back to what was written.
 */
public abstract sealed class WriteHop extends FileHop<Long> {
  /** More is left to further writes, so that a large source takes no more memory than this. */
  private static final int MOST = 1 << 23;

  private final ByteBuffer[] sources;

  /** Where their positions were. */
  private final int[] starts;

  /** The bytes; the position tells how many were written. */
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  private WriteHop(OpenFile file, ByteBuffer... sources) {
    super(file, true);
    this.sources = sources;
    starts = new int[sources.length];
  }

  /** Writes at the file's position. */
  public static WriteHop next(OpenFile file, ByteBuffer... sources) {
    return new OfPosition(file, sources);
  }

  /** Writes at a place. */
  public static WriteHop at(OpenFile file, ByteBuffer source, long at) {
    return new OfPlace(file, source, at);
  }

  @Override
  protected boolean prepare() throws IOException {
    file.throwUnseen();
    long all = Arrays.stream(sources).mapToLong(ByteBuffer::remaining).sum();
    if (all == 0) {
      return false;
    }
    boolean begun = super.prepare();
    bytes = ByteBuffer.allocate((int) Math.min(all, MOST));
    for (int i = 0; i < sources.length; i++) {
      starts[i] = sources[i].position();
      take(sources[i]);
    }
    bytes.flip();
    return begun;
  }

  private void take(ByteBuffer source) {
    int count = Math.min(bytes.remaining(), source.remaining());
    bytes.put(source.slice().limit(count));
    source.position(source.position() + count);
  }

  @Override
  final Long operate() throws IOException {
    write(bytes);
    return (long) bytes.position();
  }

  abstract void write(ByteBuffer all) throws IOException;

  @Override
  protected final Object deliver(@Nullable Long given) {
    return given == null ? 0L : given;
  }

  @Override
  protected void deliverFailure() {
    int written = bytes.position();
    for (int i = 0; i < sources.length; i++) {
      int end = sources[i].position();
      sources[i].position(Math.min(end, starts[i] + written));
      written -= sources[i].position() - starts[i];
    }
  }

  @Override
  final String verb() {
    return "writing";
  }

  private static final class OfPosition extends WriteHop {
    private long start;

    OfPosition(OpenFile file, ByteBuffer... sources) {
      super(file, sources);
    }

    @Override
    protected boolean prepare() throws IOException {
      start = file.position();
      boolean begun = super.prepare();
      file.position(start + super.bytes.remaining());
      return begun;
    }

    @Override
    void write(ByteBuffer all) throws IOException {
      if (file.writesAtPlaces()) {
        Bytes.write(file.channel(), all, start);
      } else {
        Bytes.writeNext(file.channel(), all);
      }
    }

    @Override
    protected void deliverFailure() {
      super.deliverFailure();
      file.position(start + super.bytes.position());
    }
  }

  private static final class OfPlace extends WriteHop {
    private final long at;

    OfPlace(OpenFile file, ByteBuffer source, long at) {
      super(file, source);
      this.at = at;
    }

    @Override
    @Nullable Lane lane() {
      return null;
    }

    @Override
    void write(ByteBuffer all) throws IOException {
      Bytes.write(file.channel(), all, at);
    }
  }
}
