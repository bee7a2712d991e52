package dev.weft.internal.fs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.function.Function;

/**
 * Opens a file. One that is opened too late for who wanted it is closed; whoever closes a runtime
 * needs no file, so this needn't run then.
 */
public final class Opening<T> extends PathHop<T> {
  private final Function<? super T, OpenFile> inside;

  /**
   * Opens a file.
   *
   * @param outside makes what the caller gets
   * @param inside what is closed if the caller has gone
   */
  public Opening(
      Path path,
      Set<? extends OpenOption> options,
      FileAttribute<?>[] attributes,
      Function<OpenFile, T> outside,
      Function<? super T, OpenFile> inside) {
    super(
        "opening",
        path,
        false,
        () ->
            outside.apply(OpenFile.of(path, FileChannel.open(path, options, attributes), options)));
    this.inside = inside;
  }

  @Override
  protected void discard(T given) {
    try {
      inside.apply(given).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
