package dev.weft.io;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Intake;
import dev.weft.internal.bytes.Owned;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input in large pieces, and gives it in lines or in whatever pieces a program wants.
 *
 * <pre>{@code
 * BufReader reader = new BufReader(connection);
 * String request = await(reader.readLine());
 *
 * for (String header : each(reader.lines().takeWhile(s -> !s.isEmpty()), IOException.class)) {
 *   headers.add(header);
 * }
 * }</pre>
 *
 * <p>All its methods are cancel-safe: what was read and isn't complete stays here, so that the
 * following call, of the same method or of another, goes on with it. A failure of the input loses
 * nothing either.
 *
 * <p>What is read in advance is lost for others who read from the same input. Whoever reads does so
 * from here, one task at a time. Memory is the size of the buffer, and more only while a line or
 * the like is longer; each of those has a limit.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/struct.BufReader.html">Tokio's BufReader</a>
 */
public final class BufReader implements AsyncRead, AutoCloseable {
  /** The most bytes of a line, where no limit is given: 8 MiB. */
  public static final int DEFAULT_LIMIT = 8 * 1024 * 1024;

  private static final int DEFAULT_SIZE = 8 * 1024;

  final Intake in;

  /**
   * A reader with a buffer of 8 KiB.
   *
   * @param source where the bytes come from; it is closed with this, if it can be
   */
  public BufReader(AsyncRead source) {
    this(source, DEFAULT_SIZE);
  }

  /**
   * A reader.
   *
   * @param source where the bytes come from; it is closed with this, if it can be
   * @param size how many bytes are read at once
   * @throws IllegalArgumentException if the size is less than 1
   */
  public BufReader(AsyncRead source, int size) {
    in = new Intake(source, size);
  }

  /** Gives what is in the buffer. Where it is empty, a large read goes past it. */
  @Override
  @CancelSafe
  public Future<Integer> read(ByteBuffer target) {
    return Frames.of(new BufferedRead(in, target));
  }

  /**
   * Waits until there are bytes, and shows those that are in the buffer without taking them.
   *
   * @return a lazy future of what can be read next, at least one byte; null at the end. It is good
   *     until the next call
   * @throws IOException through the future, if they can't be read
   */
  @CancelSafe
  public Future<@Nullable ByteBuffer> peek() throws IOException {
    return peek(1);
  }

  /**
   * Waits until there are so many bytes, and shows those that are in the buffer without taking
   * them: to see what somebody is about to say. The buffer grows to that many.
   *
   * @param count how many there should be
   * @return a lazy future of what can be read next: so many or more, fewer only before the end;
   *     null at the end. It is good until the next call
   * @throws IOException through the future, if they can't be read
   * @throws IllegalArgumentException if the count is less than 1
   */
  @CancelSafe
  public Future<@Nullable ByteBuffer> peek(int count) throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("the count must be at least 1: " + count);
    }
    return Frames.ofNullable(new Peek(in, count));
  }

  /**
   * Takes bytes that were {@linkplain #peek shown}.
   *
   * @param count how many
   * @throws IllegalArgumentException if there aren't so many in the buffer
   */
  public void consume(int count) {
    ByteBuffer unread = in.unread();
    if (count < 0 || count > unread.remaining()) {
      throw new IllegalArgumentException(
          "there are " + unread.remaining() + " bytes in the buffer, not " + count);
    }
    unread.position(unread.position() + count);
  }

  /**
   * How many bytes are in the buffer.
   *
   * @return what can be read without waiting
   */
  public int buffered() {
    return in.unread().remaining();
  }

  /**
   * Where this is in its input.
   *
   * @return how many bytes were taken from here so far
   */
  public long position() {
    return in.taken();
  }

  /**
   * Reads up to a delimiter; see {@link #readUntil(byte, int)}. The limit is that of {@link
   * #DEFAULT_LIMIT}.
   *
   * @param delimiter what comes last
   * @return a lazy future of the bytes, with the delimiter; null at the end
   * @throws IOException through the future, if they can't be read
   */
  @CancelSafe
  public Future<byte @Nullable []> readUntil(byte delimiter) throws IOException {
    return readUntil(delimiter, DEFAULT_LIMIT);
  }

  /**
   * Reads up to a delimiter. At the end of the input, what is left is given without one.
   *
   * @param delimiter what comes last
   * @param limit how many bytes may come before it
   * @return a lazy future of the bytes, with the delimiter; null at the end
   * @throws TooLongException through the future, if there are more before the delimiter; none is
   *     taken then
   * @throws IOException through the future, if they can't be read
   * @throws IllegalArgumentException if the limit is negative
   */
  @CancelSafe
  public Future<byte @Nullable []> readUntil(byte delimiter, int limit) throws IOException {
    return Frames.ofNullable(new ReadUntil.Bytes(in, delimiter, Frames.checkedLimit(limit)));
  }

  /**
   * Reads a line; see {@link #readLine(int)}. The limit is that of {@link #DEFAULT_LIMIT}.
   *
   * @return a lazy future of the line; null at the end
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<@Nullable String> readLine() throws IOException {
    return readLine(DEFAULT_LIMIT);
  }

  /**
   * Reads a line in UTF-8, which ends with a line feed, or with a carriage return and a line feed,
   * or with the input.
   *
   * @param limit how many bytes it may have
   * @return a lazy future of the line without its end; null at the end
   * @throws TooLongException through the future, if it has more; none is taken then, and it can be
   *     read in pieces
   * @throws MalformedTextException through the future, if it isn't UTF-8; then it is taken, and the
   *     following call gives the next one
   * @throws IOException through the future, if it can't be read
   * @throws IllegalArgumentException if the limit is negative
   */
  @CancelSafe
  public Future<@Nullable String> readLine(int limit) throws IOException {
    return Frames.ofNullable(new ReadUntil.Line(in, Frames.checkedLimit(limit)));
  }

  /**
   * The lines from here on; see {@link #lines(int)}. The limit is that of {@link #DEFAULT_LIMIT}.
   *
   * @return the stream
   */
  public AsyncStream<String> lines() {
    return lines(DEFAULT_LIMIT);
  }

  /**
   * The lines from here on. Each is that of {@link #readLine(int)}, whose failures are thrown in
   * its place: behind one that isn't UTF-8 the stream goes on, while one that is too long comes up
   * again each time. Closing the stream closes this.
   *
   * @param limit how many bytes each may have
   * @return the stream
   * @throws IllegalArgumentException if the limit is negative
   */
  public AsyncStream<String> lines(int limit) {
    return new Lines(this, Frames.checkedLimit(limit));
  }

  /**
   * Drops what is in the buffer, and closes the input, if it can be closed. Idempotent if that is.
   *
   * @throws IOException if the input can't be closed
   */
  @Override
  public void close() throws IOException {
    in.clear();
    Owned.close(in.source());
  }

  @Override
  public String toString() {
    return "BufReader of " + in.source();
  }
}
