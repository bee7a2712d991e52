package dev.weft.internal.blocking;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads of what can't be read twice, such as a pipe: the bytes of one that was cancelled are kept
 * for the next one, which goes on with the same operation. All fields belong to the task that
 * reads.
 */
public final class Kept {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final IntFunction<Hop<@Nullable ByteBuffer>> fetches;

  /** What was read and not taken. */
  private ByteBuffer ahead = NONE;

  /** The operation that is under way; null for none. */
  private @Nullable Hop<@Nullable ByteBuffer> fetch;

  /**
   * Reads by operations, one at a time.
   *
   * @param fetches makes one that reads so many bytes at most, and gives null at the end
   */
  public Kept(IntFunction<Hop<@Nullable ByteBuffer>> fetches) {
    this.fetches = fetches;
  }

  /** Reads some bytes; see {@link dev.weft.io.AsyncRead#read}. */
  public Future<Integer> read(ByteBuffer target) {
    return new Read(target);
  }

  /** Whether there are bytes; asks for some if there are none and the end wasn't reached. */
  private boolean has(int most, Context context) throws Throwable {
    Hop<@Nullable ByteBuffer> asked = fetch == null ? fetches.apply(most) : fetch;
    fetch = asked;
    Object answer;
    try {
      answer = asked.poll(context);
    } catch (Throwable t) {
      fetch = null;
      throw t;
    }
    if (answer == Poll.PENDING) {
      return false;
    }
    fetch = null;
    ahead = answer == null ? NONE : (ByteBuffer) answer;
    return true;
  }

  private int move(ByteBuffer target) {
    int count = Math.min(ahead.remaining(), target.remaining());
    target.put(ahead.slice().limit(count));
    ahead.position(ahead.position() + count);
    return count;
  }

  private final class Read implements Future<Integer> {
    private final ByteBuffer target;

    Read(ByteBuffer target) {
      this.target = target;
    }

    @Override
    public @Nullable Object poll(Context context) throws Throwable {
      if (!target.hasRemaining()) {
        return 0;
      }
      if (!ahead.hasRemaining() && !has(target.remaining(), context)) {
        return Poll.PENDING;
      }
      return ahead.hasRemaining() ? move(target) : -1;
    }

    @Override
    public @Nullable Object cancel(Context context) {
      Hop<@Nullable ByteBuffer> asked = fetch;
      if (asked != null) {
        asked.pause();
      }
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      return String.valueOf(fetch);
    }
  }
}
