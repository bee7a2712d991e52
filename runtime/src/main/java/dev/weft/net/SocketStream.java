package dev.weft.net;

import static dev.weft.Weft.ready;

import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.io.Direction;
import dev.weft.internal.io.StreamSocket;
import dev.weft.io.AsyncReadWrite;
import dev.weft.io.BufferPool;
import dev.weft.io.PooledBuffer;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection: bytes that come, and bytes that go.
 *
 * <p>One task may read while another one writes; of two that read at once each gets a part of the
 * bytes. Direct buffers save a copy.
 *
 * <p>Who waits for bytes with {@link #readable} or {@link #read(BufferPool)} needs no buffer until
 * there are some, so that connections that are idle take little memory.
 *
 * <p>Writing ends when the system has taken the bytes. When it takes no more, because the peer
 * reads too slowly, writing waits.
 *
 * <p>It belongs to the runtime in which it came about, and is closed with that. Any task of any
 * runtime may use it.
 */
public abstract sealed class SocketStream implements AsyncReadWrite, AutoCloseable
    permits TcpStream, UnixStream {
  final StreamSocket socket;

  SocketStream(StreamSocket socket) {
    this.socket = socket;
  }

  /** A failure with the address in its message. */
  final IOException failed(String operation, IOException cause) {
    return Failures.at(operation + " " + remoteName(), cause);
  }

  /** The address at the other end, or what stands for one, for messages. */
  abstract String remoteName();

  /** {@inheritDoc} */
  @Override
  @CancelSafe
  public Future<Integer> read(ByteBuffer target) throws IOException {
    return new StreamRead(this, Objects.requireNonNull(target, "target"));
  }

  /**
   * Waits until there are bytes, or the end, then takes a buffer from a pool and reads. In the
   * buffer they lie from its position to its limit.
   *
   * <pre>{@code
   * while (true) {
   *   try (PooledBuffer pooled = await(connection.read(pool))) {
   *     if (pooled == null) {
   *       break;
   *     }
   *     await(connection.writeAll(pooled.buffer()));
   *   }
   * }
   * }</pre>
   *
   * <p>Cancel-safe: bytes are read in the last step, when there is a buffer for them.
   *
   * @param pool where the buffer comes from; while it has none, this waits for one
   * @return a future of the buffer, which is to be closed; null at the end
   * @throws IOException through the future, if the connection has failed
   */
  @CancelSafe
  public Future<@Nullable PooledBuffer> read(BufferPool pool) throws IOException {
    return PooledRead.of(this, pool);
  }

  /**
   * Reads what is there, without waiting.
   *
   * @param target the bytes are put behind its position, which moves on
   * @return how many; 0 if there are none now, or no room; -1 at the end
   * @throws IOException if the connection has failed
   */
  public int tryRead(ByteBuffer target) throws IOException {
    int event = socket.reads().events();
    int room = target.remaining();
    int count;
    try {
      count = socket.read(target);
    } catch (IOException e) {
      throw failed("reading from", e);
    }
    if (count >= 0 && count < room) {
      socket.reads().drain(event);
    }
    return count;
  }

  /**
   * Writes what there is room for, without waiting.
   *
   * @param source the bytes from its position on, which moves on
   * @return how many; 0 if there is no room now, or nothing to write
   * @throws IOException if the connection has failed
   */
  public int tryWrite(ByteBuffer source) throws IOException {
    int event = socket.writes().events();
    int count;
    try {
      count = socket.write(source);
    } catch (IOException e) {
      throw failed("writing to", e);
    }
    if (source.hasRemaining()) {
      socket.writes().drain(event);
    }
    return count;
  }

  /**
   * Waits until it is worth it to {@linkplain #tryRead read}: bytes have come, or the end, or a
   * failure. It may turn out that nothing has; then wait again, after the {@code tryRead} that has
   * shown it.
   *
   * @return a lazy future of that
   */
  @CancelSafe
  public Future<Void> readable() {
    return waitFor(socket.reads(), "readable");
  }

  /**
   * Waits until it is worth it to {@linkplain #tryWrite write}: there is room, or a failure.
   *
   * @return a lazy future of that
   */
  @CancelSafe
  public Future<Void> writable() {
    return waitFor(socket.writes(), "writable");
  }

  private Future<Void> waitFor(Direction direction, String state) {
    return new Readiness(this, direction, state);
  }

  /** {@inheritDoc} */
  @Override
  @CancelSafe
  public Future<Integer> write(ByteBuffer source) throws IOException {
    return new StreamWrite(this, Objects.requireNonNull(source, "source"));
  }

  /** {@inheritDoc} */
  @Override
  @CancelSafe
  public Future<Long> write(ByteBuffer[] sources) throws IOException {
    return new StreamGather(this, sources.clone());
  }

  /** {@inheritDoc} */
  @Override
  @CancelSafe
  public Future<Void> writeAll(ByteBuffer source) throws IOException {
    return new StreamWriteAll(this, Objects.requireNonNull(source, "source"));
  }

  /**
   * Writes a file, or a part of one, which the system copies itself where it can, so that the bytes
   * don't pass through the JVM. Threads for blocking work do that, as a disk may be slow.
   *
   * @param file the file
   * @param position where in it to begin
   * @param count how many bytes at most; {@code Long.MAX_VALUE} for all that follow
   * @return a future of how many were written: fewer if the file ends before
   * @throws java.nio.file.NoSuchFileException through the future, if there is no such file
   * @throws IOException through the future, if it can't be read, or the connection has failed
   * @throws IllegalArgumentException if a number is negative
   */
  @CancelUnsafe("the number of bytes that it has written")
  public Future<Long> sendFile(Path file, long position, long count) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException(
          "position and count must not be negative: " + position + " and " + count);
    }
    return SendFile.of(this, Objects.requireNonNull(file, "file"), position, count);
  }

  /**
   * Does nothing: what was written is with the system, which sends it.
   *
   * @return a future that is done
   */
  @Override
  @CancelSafe
  public Future<Void> flush() {
    return ready();
  }

  /**
   * Ends what is written: the peer reads what was written until now, and then the end. Idempotent,
   * and no failure where the connection has ended already. What comes can still be read.
   *
   * @return a future that is done
   */
  @Override
  @CancelSafe
  public Future<Void> shutdown() {
    return new StreamShutdown(this);
  }

  /**
   * The address at this end.
   *
   * @return the address
   * @throws IOException if this is closed
   */
  public abstract SocketAddress localAddress() throws IOException;

  /**
   * The address at the other end; also when this is closed.
   *
   * @return the address
   */
  public abstract SocketAddress remoteAddress();

  /**
   * Sets an option.
   *
   * @param option one of {@link java.net.StandardSocketOptions} or {@code
   *     jdk.net.ExtendedSocketOptions}
   * @param value its value
   * @param <T> the type of the value
   * @throws IOException if this is closed, or the system refuses
   * @throws UnsupportedOperationException if this system doesn't have it
   */
  public final <T> void set(SocketOption<T> option, T value) throws IOException {
    socket.set(Objects.requireNonNull(option, "option"), value);
  }

  /**
   * The value of an option.
   *
   * @param option the option
   * @param <T> the type of the value
   * @return the value
   * @throws IOException if this is closed
   */
  public final <T> T get(SocketOption<T> option) throws IOException {
    return socket.get(Objects.requireNonNull(option, "option"));
  }

  /**
   * Whether this is closed.
   *
   * @return true after {@link #close}, and when its runtime is closed
   */
  public final boolean isClosed() {
    return socket.isClosed();
  }

  /**
   * Closes the connection in both directions. What was written before is still sent, unless bytes
   * have come that were not read: then the system resets the connection, and the peer may lose what
   * it has not read. Tasks that read or write fail. Idempotent; doesn't block.
   */
  @Override
  public final void close() {
    socket.close();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + remoteName() + "]";
  }
}
