package dev.weft.internal.bytes;

import dev.weft.Future;
import dev.weft.io.AsyncRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that were read and that nobody has taken yet. Who needs more than there are has more read,
 * however often it is cancelled: nothing is taken before it is complete.
 *
 * <p>The buffer grows with what is kept in it and shrinks when it is empty; how much that is, is
 * for those to limit who use it.
 */
public final class Intake {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final AsyncRead source;
  private final int size;

  /** What isn't taken, from the position to the limit. */
  private ByteBuffer bytes = NONE.duplicate();

  /** The room behind it, while a read goes on or was cancelled. */
  private @Nullable ByteBuffer room;

  /** How many bytes came before the first of the buffer. */
  private long base;

  /**
   * Nothing yet.
   *
   * @param source where the bytes come from
   * @param size how large the buffer is, as long as nobody needs a larger one
   */
  public Intake(AsyncRead source, int size) {
    this.source = Objects.requireNonNull(source, "source");
    if (size < 1) {
      throw new IllegalArgumentException("a buffer has at least 1 byte, not " + size);
    }
    this.size = size;
  }

  /** Where the bytes come from. */
  public AsyncRead source() {
    return source;
  }

  /** How large the buffer is, as long as nobody needs a larger one. */
  public int size() {
    return size;
  }

  /** What isn't taken yet; who moves its position on has taken it. */
  public ByteBuffer unread() {
    settle();
    return bytes;
  }

  /** How many bytes were taken in all. */
  public long taken() {
    return base + bytes.position();
  }

  /** The place of a byte behind the position, counted from there; -1 if it isn't there. */
  public int indexOf(byte wanted, int from) {
    ByteBuffer all = unread();
    int start = all.position();
    for (int i = start + from; i < all.limit(); i++) {
      if (all.get(i) == wanted) {
        return i - start;
      }
    }
    return -1;
  }

  /** Reads more; its outcome goes to {@link #filled}. */
  public Future<Integer> fill() throws IOException {
    settle();
    makeRoom();
    ByteBuffer behind = bytes.duplicate().limit(bytes.capacity()).position(bytes.limit());
    room = behind;
    return source.read(behind);
  }

  /** Takes in what a read has given; returns whether the source has ended. */
  public boolean filled(@Nullable Object answer) throws IOException {
    settle();
    return Progress.ofRead(answer, source) < 0;
  }

  /** Counts bytes that went past this, straight to who wanted them. */
  public void passedBy(int count) {
    base += count;
  }

  /** Also a read that was cancelled has put into the room what it has read. */
  private void settle() {
    if (room != null) {
      bytes.limit(room.position());
      room = null;
    }
  }

  private void makeRoom() {
    if (!bytes.hasRemaining()) {
      base += bytes.position();
      bytes = bytes.capacity() == size ? bytes : ByteBuffer.allocate(size);
      bytes.position(0).limit(0);
    } else if (bytes.limit() == bytes.capacity()) {
      base += bytes.position();
      bytes = bytes.position() > 0 ? bytes.compact().flip() : larger();
    }
  }

  private ByteBuffer larger() {
    int capacity = (int) Math.min(Gathered.MOST, 2L * bytes.capacity());
    return ByteBuffer.allocate(capacity).put(bytes).flip();
  }

  /** Drops what isn't taken. */
  public void clear() {
    settle();
    base += bytes.limit();
    bytes = NONE.duplicate();
  }
}
