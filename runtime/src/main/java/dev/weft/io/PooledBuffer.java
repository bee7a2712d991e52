package dev.weft.io;

import java.nio.ByteBuffer;

/**
 * A buffer out of a {@link BufferPool}, until it is closed. It may be handed to another task.
 *
 * <p>Whoever has it closes it. One that becomes unreachable unclosed is reported, once, and its
 * place in the pool is free again.
 */
public sealed interface PooledBuffer extends AutoCloseable permits BufferLease {
  /**
   * The buffer, which must not be used once this is closed: it belongs to somebody else then.
   *
   * @return the same direct buffer each time; as it came out of the pool it has room from 0 to the
   *     pool's size
   * @throws IllegalStateException if this is closed
   */
  ByteBuffer buffer();

  /** Gives the buffer back, to who has waited longest for one. Idempotent; never blocks. */
  @Override
  void close();
}
