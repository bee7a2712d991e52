package dev.weft.internal.fs;

import dev.weft.internal.blocking.Lane;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import org.jspecify.annotations.Nullable;

/** Short operations on a file. */
public abstract sealed class FileCall<T extends @Nullable Object> extends FileHop<T> {
  private FileCall(OpenFile file, boolean changes) {
    super(file, changes);
  }

  /** How long it is. */
  public static FileCall<Long> size(OpenFile file) {
    return new Size(file);
  }

  /** Makes it shorter. */
  public static FileCall<@Nullable Void> truncate(OpenFile file, long size) {
    return new Truncate(file, size);
  }

  /** Tries to lock a part of it; null if that is locked. */
  public static FileCall<@Nullable FileLock> lock(
      OpenFile file, long at, long size, boolean shared) {
    return new Lock(file, at, size, shared);
  }

  /** Reads what comes, from a file without places; null at the end. */
  public static FileCall<@Nullable ByteBuffer> fetch(OpenFile file, int most) {
    return new Fetch(file, most);
  }

  private static final class Size extends FileCall<Long> {
    Size(OpenFile file) {
      super(file, false);
    }

    @Override
    Long operate() throws IOException {
      return file.channel().size();
    }

    @Override
    String verb() {
      return "asking for the size of";
    }
  }

  private static final class Truncate extends FileCall<@Nullable Void> {
    private final long size;

    Truncate(OpenFile file, long size) {
      super(file, true);
      this.size = size;
    }

    @Override
    protected boolean prepare() throws IOException {
      file.throwUnseen();
      boolean begun = super.prepare();
      file.position(Math.min(size, file.position()));
      return begun;
    }

    @Override
    @Nullable Void operate() throws IOException {
      FileChannel unused = file.channel().truncate(size);
      return null;
    }

    @Override
    String verb() {
      return "truncating";
    }
  }

  private static final class Lock extends FileCall<@Nullable FileLock> {
    private final long at;
    private final long size;
    private final boolean shared;

    Lock(OpenFile file, long at, long size, boolean shared) {
      super(file, false);
      this.at = at;
      this.size = size;
      this.shared = shared;
    }

    @Override
    @Nullable Lane lane() {
      return null;
    }

    @Override
    @Nullable FileLock operate() throws IOException {
      try {
        return file.channel().tryLock(at, size, shared);
      } catch (OverlappingFileLockException heldByThisJvm) {
        return null;
      }
    }

    @Override
    protected void discard(@Nullable FileLock given) {
      if (given != null) {
        try {
          given.release();
        } catch (IOException closedMeanwhile) {
          // Then it is released.
        }
      }
    }

    @Override
    String verb() {
      return "locking";
    }
  }

  private static final class Fetch extends FileCall<@Nullable ByteBuffer> {
    private final int most;

    Fetch(OpenFile file, int most) {
      super(file, false);
      this.most = most;
    }

    @Override
    Lane lane() {
      return file.reads();
    }

    @Override
    @Nullable ByteBuffer operate() throws IOException {
      return Bytes.readNext(file.channel(), most);
    }

    @Override
    String verb() {
      return "reading";
    }
  }
}
