package dev.weft.io;

import dev.weft.internal.sync.Acquire;
import dev.weft.internal.waits.Held;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** First the future of a buffer, then what stands for it while it is out. */
final class BufferLease extends Acquire<PooledBuffer> implements PooledBuffer, Held {
  private static final VarHandle MEMORY;

  static {
    try {
      MEMORY =
          MethodHandles.lookup().findVarHandle(BufferLease.class, "memory", PooledMemory.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final BufferPool pool;

  /** What was lent; null before and afterwards. */
  private volatile @Nullable PooledMemory memory;

  /** A future that hasn't asked for a buffer. */
  BufferLease(BufferPool pool) {
    super(pool.permits, 1);
    this.pool = pool;
  }

  @Override
  protected BufferLease granted() {
    MEMORY.set(this, pool.lend());
    return this;
  }

  @Override
  public ByteBuffer buffer() {
    PooledMemory lent = memory;
    if (lent == null) {
      throw new IllegalStateException(
          "this buffer was given back, so it may be another one's; take one from the pool");
    }
    return lent.buffer;
  }

  @Override
  public void close() {
    PooledMemory lent = (PooledMemory) MEMORY.getAndSet(this, null);
    if (lent != null) {
      pool.takeBack(lent);
    }
  }

  @Override
  public List<Share> shares(Object owner) {
    return memory == null ? List.of() : List.of(new Share(pool.permits, 1));
  }

  @Override
  public String toString() {
    return memory == null ? "BufferPool.take" : "PooledBuffer";
  }
}
