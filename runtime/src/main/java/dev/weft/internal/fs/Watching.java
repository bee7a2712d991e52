package dev.weft.internal.fs;

import dev.weft.fs.FileEvent.Kind;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

/** Begins to watch a directory. A watch that begins too late for who wanted it is ended. */
public final class Watching<T> extends PathHop<T> {
  private final Function<? super T, Watched> inside;

  /**
   * Watches a directory.
   *
   * @param outside makes what the caller gets
   * @param inside what is closed if the caller has gone
   */
  public Watching(
      Path directory,
      Set<Kind> kinds,
      Function<Watched, T> outside,
      Function<? super T, Watched> inside) {
    super("watching", directory, false, () -> outside.apply(WatchHub.watch(directory, kinds)));
    this.inside = inside;
  }

  @Override
  protected void discard(T given) {
    inside.apply(given).close();
  }
}
