package dev.weft.internal.fs;

import dev.weft.BlockingCallable;
import dev.weft.internal.blocking.Hop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation on what a path names. */
public class PathHop<T extends @Nullable Object> extends Hop<T> {
  private final String verb;
  private final Path path;
  private final boolean changes;
  private final BlockingCallable<T, ? extends Exception> operation;

  PathHop(
      String verb, Path path, boolean changes, BlockingCallable<T, ? extends Exception> operation) {
    this.verb = verb;
    this.path = Objects.requireNonNull(path, "path");
    this.changes = changes;
    this.operation = operation;
  }

  /**
   * An operation that changes nothing.
   *
   * @param verb what it does, in words that the path follows
   */
  public static <T extends @Nullable Object> PathHop<T> look(
      String verb, Path path, BlockingCallable<T, IOException> operation) {
    return new PathHop<>(verb, path, false, operation);
  }

  /**
   * An operation that is carried out once it has begun.
   *
   * @param verb what it does, in words that the path follows
   */
  public static <T extends @Nullable Object> PathHop<T> change(
      String verb, Path path, BlockingCallable<T, IOException> operation) {
    return new PathHop<>(verb, path, true, operation);
  }

  @Override
  protected final T call() throws Exception {
    try {
      return operation.call();
    } catch (Exception e) {
      throw Failures.of(e, path);
    }
  }

  @Override
  public final boolean mustRun() {
    return changes;
  }

  @Override
  public final String toString() {
    return verb + " " + path;
  }
}
