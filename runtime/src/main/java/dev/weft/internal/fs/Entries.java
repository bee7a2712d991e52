package dev.weft.internal.fs;

import dev.weft.AsyncStream;
import dev.weft.BlockingCallable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Streams of what is in a directory or in a text. */
@SuppressWarnings("StreamResourceLeak") // the batches close them
public final class Entries {
  private Entries() {}

  /** What is in a directory and fulfils a condition. */
  public static AsyncStream<Path> list(Path directory, Predicate<Path> condition) {
    return of("listing", directory, () -> Files.list(directory).filter(condition));
  }

  /** A tree. */
  public static AsyncStream<Path> walk(Path start, int maxDepth, FileVisitOption... options) {
    return of("walking over", start, () -> Files.walk(start, maxDepth, options));
  }

  /** What of a tree fulfils a condition. */
  public static AsyncStream<Path> find(
      Path start,
      int maxDepth,
      BiPredicate<Path, BasicFileAttributes> condition,
      FileVisitOption... options) {
    return of("walking over", start, () -> Files.find(start, maxDepth, condition, options));
  }

  private static AsyncStream<Path> of(
      String verb, Path path, BlockingCallable<Stream<Path>, IOException> opening) {
    return new Batches<>(
        verb, Objects.requireNonNull(path, "path"), () -> new OfDirectory(opening.call()));
  }

  /** The lines of a text. */
  public static AsyncStream<String> lines(Path path, Charset charset) {
    Objects.requireNonNull(charset, "charset");
    return new Batches<>(
        "reading lines of",
        Objects.requireNonNull(path, "path"),
        () -> new OfText(Files.newBufferedReader(path, charset)));
  }

  private static final class OfDirectory implements Batches.Source<Path> {
    private static final int MOST = 64;

    private final Stream<Path> paths;
    private final Iterator<Path> iterator;

    OfDirectory(Stream<Path> paths) {
      this.paths = paths;
      iterator = paths.iterator();
    }

    @Override
    public boolean addTo(List<Path> batch) {
      while (batch.size() < MOST && iterator.hasNext()) {
        batch.add(iterator.next());
      }
      return batch.size() == MOST;
    }

    @Override
    public void close() {
      paths.close();
    }
  }

  /** A named pipe has a line now and then: what is at hand isn't kept back for those to come. */
  private static final class OfText implements Batches.Source<String> {
    private static final int MOST = 256;

    private final BufferedReader reader;

    OfText(BufferedReader reader) {
      this.reader = reader;
    }

    @Override
    public boolean addTo(List<String> batch) throws IOException {
      String line;
      do {
        line = reader.readLine();
        if (line != null) {
          batch.add(line);
        }
      } while (line != null && batch.size() < MOST && reader.ready());
      return line != null;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
