package dev.weft.io;

import dev.weft.Future;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a connection in memory: both ends read what the other one writes. It stands in for a
 * socket, in tests above all.
 *
 * <pre>{@code
 * Duplex.Pair pair = Duplex.pair(64);
 * await(pair.left().writeAll("ping".getBytes(UTF_8)));
 * byte[] request = await(pair.right().readFully(4));
 * }</pre>
 *
 * <p>Each direction is a {@link Pipe}: it holds so many bytes, and who writes more waits until the
 * other end has read some. {@link #shutdown} ends one direction only. {@link #close} ends both: the
 * other end reads what is there and then the end, and fails to write.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/fn.duplex.html">Tokio's duplex</a>
 */
public final class Duplex implements AsyncReadWrite, AutoCloseable {
  private final Pipe.Reader reader;
  private final Pipe.Writer writer;

  private Duplex(Pipe.Reader reader, Pipe.Writer writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Two ends that are connected.
   *
   * @param capacity how many bytes each direction holds; memory is taken as they come
   * @return the ends
   * @throws IllegalArgumentException if the capacity is less than 1
   */
  public static Pair pair(int capacity) {
    Pipe.Ends there = Pipe.open(capacity);
    Pipe.Ends back = Pipe.open(capacity);
    return new Pair(
        new Duplex(back.reader(), there.writer()), new Duplex(there.reader(), back.writer()));
  }

  /**
   * Both ends of a connection, neither of which comes first.
   *
   * @param left one end
   * @param right the other end
   */
  public record Pair(Duplex left, Duplex right) {}

  @Override
  public Future<Integer> read(ByteBuffer target) {
    return reader.read(target);
  }

  @Override
  public Future<Integer> write(ByteBuffer source) {
    return writer.write(source);
  }

  @Override
  public Future<Void> flush() {
    return writer.flush();
  }

  @Override
  public Future<Void> shutdown() throws IOException {
    return writer.shutdown();
  }

  /**
   * Ends both directions. Reads and writes of this end that wait fail. Idempotent; never blocks.
   */
  @Override
  public void close() {
    writer.close();
    reader.close();
  }

  @Override
  public String toString() {
    return "Duplex[reads from " + reader + ", writes to " + writer + "]";
  }
}
