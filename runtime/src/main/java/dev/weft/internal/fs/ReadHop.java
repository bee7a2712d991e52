package dev.weft.internal.fs;

import dev.weft.internal.blocking.Lane;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file from a place on. The bytes come into an array first: the target belongs to the task
 * again once that is cancelled, and a disk may still be at it.
 */
public abstract sealed class ReadHop extends FileHop<@Nullable ByteBuffer> {
  /** More is left to further reads, so that a large target takes no more memory than this. */
  private static final int MOST = 1 << 23;

  private final ByteBuffer target;
  private long at;

  private ReadHop(OpenFile file, ByteBuffer target, long at) {
    super(file, false);
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("the buffer to read into is read-only");
    }
    this.target = target;
    this.at = at;
  }

  /** Reads from the file's position on, and moves that. */
  public static ReadHop next(OpenFile file, ByteBuffer target) {
    return new OfPosition(file, target);
  }

  /** Reads from a place on. */
  public static ReadHop at(OpenFile file, ByteBuffer target, long at) {
    return new OfPlace(file, target, at);
  }

  @Override
  protected boolean prepare() throws IOException {
    return target.hasRemaining() && super.prepare();
  }

  @Override
  final @Nullable ByteBuffer operate() throws IOException {
    return Bytes.read(file.channel(), at, Math.min(target.remaining(), MOST), 0);
  }

  @Override
  protected final Object deliver(@Nullable ByteBuffer given) {
    if (given == null) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = given.remaining();
    target.put(given);
    moved(at + count);
    return count;
  }

  /** So far was read. */
  abstract void moved(long to);

  @Override
  final String verb() {
    return "reading";
  }

  private static final class OfPosition extends ReadHop {
    OfPosition(OpenFile file, ByteBuffer target) {
      super(file, target, 0);
    }

    @Override
    protected boolean prepare() throws IOException {
      super.at = file.position();
      return super.prepare();
    }

    @Override
    void moved(long to) {
      file.position(to);
    }
  }

  private static final class OfPlace extends ReadHop {
    OfPlace(OpenFile file, ByteBuffer target, long at) {
      super(file, target, at);
    }

    @Override
    @Nullable Lane lane() {
      return null;
    }

    @Override
    void moved(long to) {}
  }
}
