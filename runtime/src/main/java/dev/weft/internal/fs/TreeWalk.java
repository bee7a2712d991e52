package dev.weft.internal.fs;

import dev.weft.BlockingCallable;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Walks over a tree of files in one hop, and stops when it is left behind. */
public final class TreeWalk extends PathHop<Path> {
  private TreeWalk(Path start, Visit visit) {
    super("walking over", start, false, visit);
    visit.stops = this::isLeft;
  }

  /** Shows a tree to a visitor. */
  public static TreeWalk of(
      Path start, Set<FileVisitOption> options, int maxDepth, FileVisitor<? super Path> visitor) {
    return new TreeWalk(
        start,
        new Visit(
            start, Set.copyOf(options), maxDepth, Objects.requireNonNull(visitor, "visitor")));
  }

  /** Deletes a file, or a directory with all below it; doesn't follow links. */
  public static PathHop<@Nullable Void> delete(Path path) {
    return PathHop.change(
        "deleting",
        path,
        () -> {
          Path unused = Files.walkFileTree(path, new Deletion());
          return null;
        });
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }

  /** A visitor around that of the caller. */
  private static final class Visit
      implements FileVisitor<Path>, BlockingCallable<Path, IOException> {
    private final Path start;
    private final Set<FileVisitOption> options;
    private final int maxDepth;
    private final FileVisitor<? super Path> visitor;

    /** Whether nobody waits any more; set before the walk begins. */
    BooleanSupplier stops = () -> false;

    Visit(
        Path start, Set<FileVisitOption> options, int maxDepth, FileVisitor<? super Path> visitor) {
      this.start = start;
      this.options = options;
      this.maxDepth = maxDepth;
      this.visitor = visitor;
    }

    @Override
    public Path call() throws IOException {
      return Files.walkFileTree(start, options, maxDepth, this);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      return stops.getAsBoolean()
          ? FileVisitResult.TERMINATE
          : visitor.preVisitDirectory(directory, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      return stops.getAsBoolean() ? FileVisitResult.TERMINATE : visitor.visitFile(file, attributes);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return visitor.visitFileFailed(file, failure);
    }

    @Override
    @SuppressWarnings("NullAway") // null where the directory was read, as the JDK has it
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      return visitor.postVisitDirectory(directory, failure);
    }
  }
}
