package dev.weft.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Frames of bytes, each behind a field that tells its length: four bytes in big-endian order,
 * unless it is built otherwise.
 *
 * <pre>{@code
 * LengthDelimitedCodec codec =
 *     LengthDelimitedCodec.builder().lengthFieldLength(2).maxFrameLength(1000).build();
 * }</pre>
 *
 * <p>A frame whose field tells more than the maximum fails with {@link TooLongException} as soon as
 * the field is there, and takes no memory; nothing can be read behind it, as it is not known where
 * that would be.
 *
 * @see <a
 *     href="https://docs.rs/tokio-util/latest/tokio_util/codec/length_delimited/index.html">length_delimited
 *     of tokio-util</a>
 */
public final class LengthDelimitedCodec implements Codec<ByteBuffer, ByteBuffer> {
  private final ByteOrder order;
  private final int offset;
  private final int width;
  private final int adjustment;
  private final int skip;
  private final int most;

  /** How many bytes there are before this frame. */
  private long taken;

  private LengthDelimitedCodec(Builder builder) {
    order = builder.order;
    offset = builder.offset;
    width = builder.width;
    adjustment = builder.adjustment;
    skip = builder.skip < 0 ? offset + width : builder.skip;
    most = builder.most;
  }

  /** Frames of up to 8 MiB behind fields of four bytes in big-endian order. */
  public LengthDelimitedCodec() {
    this(builder());
  }

  /**
   * Other fields and limits.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public @Nullable ByteBuffer decode(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() < Math.max(skip, offset + width)) {
      return null;
    }
    long length = lengthOf(bytes);
    if (bytes.remaining() - skip < length) {
      return null;
    }
    ByteBuffer frame = BytesCodec.copy(bytes.slice(bytes.position() + skip, (int) length));
    int whole = Math.max(skip + (int) length, offset + width);
    bytes.position(bytes.position() + whole);
    taken += whole;
    return frame;
  }

  private long lengthOf(ByteBuffer bytes) throws IOException {
    long told = 0;
    for (int i = 0; i < width; i++) {
      int place = order == ByteOrder.BIG_ENDIAN ? i : width - 1 - i;
      told = told << 8 | Byte.toUnsignedInt(bytes.get(bytes.position() + offset + place));
    }
    if (told < 0 || told > most || told + adjustment > most) {
      throw tooLong("the frame that begins at byte " + taken + " of the input", told);
    }
    if (told + adjustment < 0) {
      throw new IOException(
          "the frame that begins at byte %d of the input tells a length of %d, which is less than 0 with the adjustment by %d"
              .formatted(taken, told, adjustment));
    }
    return told + adjustment;
  }

  private TooLongException tooLong(String frame, long length) {
    return new TooLongException(
        "%s has %s bytes, and the limit is %d"
            .formatted(frame, Long.toUnsignedString(length), most),
        most);
  }

  @Override
  public int limit() {
    return (int) Math.min(Integer.MAX_VALUE, (long) most + skip + offset + width);
  }

  /**
   * Puts the field and the bytes, without any other header.
   *
   * @param frame the bytes
   * @param out where they go
   * @throws TooLongException if there are more than the maximum, or than the field can tell
   */
  @Override
  public void encode(ByteBuffer frame, FrameBuffer out) throws IOException {
    int length = frame.remaining();
    long told = (long) length - adjustment;
    if (length > most || told < 0 || (width < Long.BYTES && told >>> (8 * width) != 0)) {
      throw tooLong("a frame that is sent", length);
    }
    for (int i = 0; i < width; i++) {
      int shift = order == ByteOrder.BIG_ENDIAN ? width - 1 - i : i;
      out.put((byte) (told >>> (8 * shift)));
    }
    out.put(frame);
  }

  /** Says where the length of a frame stands and what it means. */
  public static final class Builder {
    private static final int DEFAULT_MOST = 8 * 1024 * 1024;

    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private int offset;
    private int width = Integer.BYTES;
    private int adjustment;

    /** Negative for what stands before the frame and the field itself. */
    private int skip = -1;

    private int most = DEFAULT_MOST;

    private Builder() {}

    /**
     * The order of the field's bytes.
     *
     * @param order big-endian by default
     * @return this
     */
    public Builder order(ByteOrder order) {
      this.order = Objects.requireNonNull(order, "order");
      return this;
    }

    /**
     * How many bytes stand before the field.
     *
     * @param offset 0 by default
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder lengthFieldOffset(int offset) {
      this.offset = notNegative(offset, "offset");
      return this;
    }

    /**
     * How many bytes the field has.
     *
     * @param length from 1 to 8, 4 by default
     * @return this
     * @throws IllegalArgumentException if it is another number
     */
    public Builder lengthFieldLength(int length) {
      if (length < 1 || length > Long.BYTES) {
        throw new IllegalArgumentException(
            "the length of the field must be from 1 to 8 bytes: " + length);
      }
      width = length;
      return this;
    }

    /**
     * What is added to the field's number to get the number of bytes behind those that are skipped:
     * negative where the field counts the header, too.
     *
     * @param adjustment 0 by default
     * @return this
     */
    public Builder lengthAdjustment(int adjustment) {
      this.adjustment = adjustment;
      return this;
    }

    /**
     * How many bytes are left out of the frame: by default those up to the end of the field. With
     * 0, the header is part of the frame.
     *
     * @param count how many
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder skip(int count) {
      skip = notNegative(count, "number of bytes to skip");
      return this;
    }

    /**
     * How many bytes a frame may have.
     *
     * @param length 8 MiB by default
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder maxFrameLength(int length) {
      most = notNegative(length, "maximum");
      return this;
    }

    private static int notNegative(int value, String name) {
      if (value < 0) {
        throw new IllegalArgumentException("the " + name + " must not be negative: " + value);
      }
      return value;
    }

    /**
     * A codec for one {@link Framed}.
     *
     * @return the codec
     */
    public LengthDelimitedCodec build() {
      return new LengthDelimitedCodec(this);
    }
  }
}
