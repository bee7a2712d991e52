package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Intake;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.Function;

/**
 * Numbers in binary out of a reader: in big-endian order, or in the one that is given.
 *
 * <pre>{@code
 * DataReader data = new DataReader(reader);
 * int length = await(data.readInt());
 * }</pre>
 *
 * <p>All methods are cancel-safe: nothing is taken before all bytes of the number are there. At the
 * end of the input they fail with {@link EOFException}. The reader can be used between them.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/trait.AsyncReadExt.html">read_u32 and the
 *     like of Tokio's AsyncReadExt</a>
 */
public final class DataReader {
  private final Intake in;
  private final ByteOrder order;

  /**
   * Of numbers whose first byte is the most significant one.
   *
   * @param reader where they come from
   */
  public DataReader(BufReader reader) {
    this(reader, ByteOrder.BIG_ENDIAN);
  }

  /**
   * Of numbers in a given order.
   *
   * @param reader where they come from
   * @param order of their bytes
   */
  public DataReader(BufReader reader, ByteOrder order) {
    in = reader.in;
    this.order = Objects.requireNonNull(order, "order");
  }

  private <N> Future<N> read(int width, Function<ByteBuffer, N> number) {
    return Frames.of(new NumberRead(in, width, order, number));
  }

  /**
   * A signed number of one byte.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Byte> readByte() throws IOException {
    return read(Byte.BYTES, ByteBuffer::get);
  }

  /**
   * A number of one byte, from 0 to 255.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Integer> readUnsignedByte() throws IOException {
    return read(Byte.BYTES, bytes -> Byte.toUnsignedInt(bytes.get()));
  }

  /**
   * A signed number of two bytes.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Short> readShort() throws IOException {
    return read(Short.BYTES, ByteBuffer::getShort);
  }

  /**
   * A number of two bytes, from 0 to 65,535.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Integer> readUnsignedShort() throws IOException {
    return read(Short.BYTES, bytes -> Short.toUnsignedInt(bytes.getShort()));
  }

  /**
   * A signed number of four bytes.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Integer> readInt() throws IOException {
    return read(Integer.BYTES, ByteBuffer::getInt);
  }

  /**
   * A number of four bytes that is never negative.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Long> readUnsignedInt() throws IOException {
    return read(Integer.BYTES, bytes -> Integer.toUnsignedLong(bytes.getInt()));
  }

  /**
   * A signed number of eight bytes.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Long> readLong() throws IOException {
    return read(Long.BYTES, ByteBuffer::getLong);
  }

  /**
   * A floating-point number of four bytes.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Float> readFloat() throws IOException {
    return read(Float.BYTES, ByteBuffer::getFloat);
  }

  /**
   * A floating-point number of eight bytes.
   *
   * @return a lazy future of the number
   * @throws IOException through the future, if it can't be read
   */
  @CancelSafe
  public Future<Double> readDouble() throws IOException {
    return read(Double.BYTES, ByteBuffer::getDouble);
  }
}
