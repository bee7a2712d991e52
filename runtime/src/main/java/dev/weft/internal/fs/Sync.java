package dev.weft.internal.fs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Waits until what was written is where it is to be. */
public abstract sealed class Sync extends FileHop<@Nullable Void> {
  private Sync(OpenFile file) {
    super(file, true);
  }

  /** In the file. */
  public static Sync written(OpenFile file) {
    return new Written(file);
  }

  /**
   * On the disk.
   *
   * @param metaData with times and permissions, and not only the bytes and the size
   */
  public static Sync forced(OpenFile file, boolean metaData) {
    return new Forced(file, metaData);
  }

  /** In the file, which is closed then. */
  public static Sync closed(OpenFile file) {
    return new Closed(file);
  }

  private static final class Written extends Sync {
    Written(OpenFile file) {
      super(file);
    }

    @Override
    protected boolean prepare() throws IOException {
      // In this order: what ends in between has told of its failure before.
      boolean waits = file.isChanging();
      file.throwUnseen();
      return waits && super.prepare();
    }

    @Override
    @Nullable Void operate() throws IOException {
      file.throwUnseen();
      return null;
    }

    @Override
    String verb() {
      return "flushing";
    }
  }

  private static final class Forced extends Sync {
    private final boolean metaData;

    Forced(OpenFile file, boolean metaData) {
      super(file);
      this.metaData = metaData;
    }

    @Override
    @Nullable Void operate() throws IOException {
      file.throwUnseen();
      file.channel().force(metaData);
      return null;
    }

    @Override
    String verb() {
      return "syncing";
    }
  }

  private static final class Closed extends Sync {
    Closed(OpenFile file) {
      super(file);
    }

    @Override
    protected boolean prepare() throws IOException {
      if (file.isClosed()) {
        file.throwUnseen();
        return false;
      }
      boolean begun = super.prepare();
      file.refuse();
      return begun;
    }

    @Override
    @Nullable Void operate() throws IOException {
      file.closeLast();
      return null;
    }

    @Override
    String verb() {
      return "closing";
    }
  }
}
