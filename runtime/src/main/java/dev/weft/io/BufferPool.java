package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.Future;
import dev.weft.internal.cleanup.Unclosed;
import dev.weft.internal.sync.Permits;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A number of direct buffers of one size for any number of tasks: who waits for bytes needs none,
 * and takes one when there are bytes.
 *
 * <pre>{@code
 * BufferPool pool = BufferPool.of(256, 16 * 1024);
 *
 * try (PooledBuffer pooled = await(pool.take())) {
 *   received += await(connection.read(pooled.buffer()));
 * }
 * }</pre>
 *
 * <p>The number is a bound: when all buffers are out, {@link #take} waits until one comes back, and
 * that is how a server that is flooded takes no more memory. A buffer is made when it is needed for
 * the first time; the one that came back last goes out first. Who waits is served in turn.
 *
 * <p>A task that holds a buffer and waits for another one of the same pool may wait for itself.
 *
 * <p>All methods are safe from any thread, inside and outside of runtimes.
 */
public final class BufferPool {
  final Permits permits;

  private final int count;
  private final int bufferSize;

  /** Prints as the line of the program that made this. */
  private final Object place = Unclosed.place(this);

  /** Those that are not out, the one that came back last first. Guarded by itself. */
  private final Deque<PooledMemory> free = new ArrayDeque<>();

  private BufferPool(int count, int bufferSize) {
    this.count = count;
    this.bufferSize = bufferSize;
    permits = new Permits(count, "BufferPool");
  }

  /**
   * A pool, which has made no buffer yet.
   *
   * @param count how many buffers there are at most
   * @param bufferSize how many bytes each has room for
   * @return the pool
   * @throws IllegalArgumentException if one of them is less than 1
   */
  public static BufferPool of(int count, int bufferSize) {
    if (count < 1 || bufferSize < 1) {
      throw new IllegalArgumentException(
          "a pool has at least 1 buffer of at least 1 byte, not " + count + " of " + bufferSize);
    }
    return new BufferPool(count, bufferSize);
  }

  /**
   * Waits until a buffer is free and takes it. Cancel-safe: one that is cancelled has taken none,
   * and loses its place in the line.
   *
   * @return a lazy future of the buffer, which is to be closed
   */
  @CancelSafe(Keeps.ALL_BUT_PLACE)
  public Future<PooledBuffer> take() {
    return new BufferLease(this);
  }

  /**
   * Takes a buffer if one is free and nobody waits for it.
   *
   * @return the buffer, which is to be closed, or null
   */
  public @Nullable PooledBuffer tryTake() {
    return permits.tryTake(1) ? new BufferLease(this).granted() : null;
  }

  /**
   * How many buffers there are at most.
   *
   * @return those that are out, and those that are free or aren't made yet
   */
  public int count() {
    return count;
  }

  /**
   * How large each buffer is.
   *
   * @return the number of bytes
   */
  public int bufferSize() {
    return bufferSize;
  }

  /**
   * How many buffers could be taken now.
   *
   * @return the number; none while somebody waits
   */
  public int available() {
    return permits.available();
  }

  /** For whoever has a permit. */
  PooledMemory lend() {
    PooledMemory memory;
    synchronized (free) {
      memory = free.pollFirst();
    }
    if (memory == null) {
      memory = new PooledMemory(bufferSize, permits, place);
    }
    memory.lent(true);
    return memory;
  }

  void takeBack(PooledMemory memory) {
    memory.lent(false);
    synchronized (free) {
      free.addFirst(memory);
    }
    permits.add(1);
  }

  @Override
  public String toString() {
    return "BufferPool[" + available() + " of " + count + " buffers free]";
  }
}
