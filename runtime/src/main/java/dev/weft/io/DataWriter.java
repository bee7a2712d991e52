package dev.weft.io;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Writes numbers in binary: in big-endian order, or in the one that is given. Each is a write of
 * its own, so the writer is best a {@link BufWriter}.
 *
 * <pre>{@code
 * DataWriter data = new DataWriter(writer);
 * await(data.writeInt(payload.length));
 * }</pre>
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/trait.AsyncWriteExt.html">write_u32 and the
 *     like of Tokio's AsyncWriteExt</a>
 */
public final class DataWriter {
  private static final String LOSS = "the number of bytes that it has written";

  private final AsyncWrite writer;
  private final ByteOrder order;

  /**
   * Of numbers whose first byte is the most significant one.
   *
   * @param writer where they go
   */
  public DataWriter(AsyncWrite writer) {
    this(writer, ByteOrder.BIG_ENDIAN);
  }

  /**
   * Of numbers in a given order.
   *
   * @param writer where they go
   * @param order of their bytes
   */
  public DataWriter(AsyncWrite writer, ByteOrder order) {
    this.writer = Objects.requireNonNull(writer, "writer");
    this.order = Objects.requireNonNull(order, "order");
  }

  private ByteBuffer bytes(int width) {
    return ByteBuffer.allocate(width).order(order);
  }

  /**
   * Writes a number of one byte.
   *
   * @param value its low 8 bits are written
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be written
   */
  @CancelUnsafe(LOSS)
  public Future<Void> writeByte(int value) throws IOException {
    return writer.writeAll(bytes(Byte.BYTES).put((byte) value).flip());
  }

  /**
   * Writes a number of two bytes.
   *
   * @param value its low 16 bits are written
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be written
   */
  @CancelUnsafe(LOSS)
  public Future<Void> writeShort(int value) throws IOException {
    return writer.writeAll(bytes(Short.BYTES).putShort((short) value).flip());
  }

  /**
   * Writes a number of four bytes.
   *
   * @param value the number
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be written
   */
  @CancelUnsafe(LOSS)
  public Future<Void> writeInt(int value) throws IOException {
    return writer.writeAll(bytes(Integer.BYTES).putInt(value).flip());
  }

  /**
   * Writes a number of eight bytes.
   *
   * @param value the number
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be written
   */
  @CancelUnsafe(LOSS)
  public Future<Void> writeLong(long value) throws IOException {
    return writer.writeAll(bytes(Long.BYTES).putLong(value).flip());
  }

  /**
   * Writes a floating-point number of four bytes.
   *
   * @param value the number
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be written
   */
  @CancelUnsafe(LOSS)
  public Future<Void> writeFloat(float value) throws IOException {
    return writer.writeAll(bytes(Float.BYTES).putFloat(value).flip());
  }

  /**
   * Writes a floating-point number of eight bytes.
   *
   * @param value the number
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be written
   */
  @CancelUnsafe(LOSS)
  public Future<Void> writeDouble(double value) throws IOException {
    return writer.writeAll(bytes(Double.BYTES).putDouble(value).flip());
  }
}
