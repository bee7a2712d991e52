package dev.weft.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Warnings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buffers that go out of a pool and come back. */
final class BufferPoolTest {
  private final BufferPool pool = BufferPool.of(2, 100);
  private final CountingStrand strand = new CountingStrand();

  /** Closed in the end, so that nothing is reported that another test doesn't expect. */
  private final List<PooledBuffer> taken = new ArrayList<>();

  private PooledBuffer take() {
    PooledBuffer buffer = Objects.requireNonNull(pool.tryTake());
    taken.add(buffer);
    return buffer;
  }

  @AfterEach
  void giveBack() {
    taken.forEach(PooledBuffer::close);
  }

  @Test
  void aBufferIsDirectAndEmptyEachTime() {
    try (PooledBuffer first = take()) {
      ByteBuffer buffer = first.buffer();
      assertThat(buffer.isDirect()).isTrue();
      assertThat(buffer.remaining()).isEqualTo(100);
      buffer.putLong(1).flip();
    }
    try (PooledBuffer again = take()) {
      assertThat(again.buffer().position()).isZero();
      assertThat(again.buffer().limit()).isEqualTo(100);
    }
  }

  @Test
  void theBufferThatCameBackLastGoesOutFirst() {
    PooledBuffer first = take();
    PooledBuffer second = take();
    ByteBuffer last = first.buffer();
    second.close();
    first.close();
    assertThat(take().buffer()).isSameAs(last);
  }

  @Test
  void thereAreNoMoreThanItsCount() {
    PooledBuffer first = take();
    PooledBuffer second = take();
    assertThat(pool.tryTake()).isNull();
    assertThat(pool.available()).isZero();
    first.close();
    second.close();
    assertThat(pool.available()).isEqualTo(2);
  }

  @Test
  void whoWaitsGetsTheOneThatComesBack() {
    PooledBuffer first = take();
    PooledBuffer second = take();
    ByteBuffer memory = first.buffer();
    Future<PooledBuffer> taking = pool.take();
    assertThat(strand.poll(taking)).isEqualTo(Poll.PENDING);
    first.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(pool.tryTake()).as("it is promised to who waits").isNull();
    PooledBuffer taken = (PooledBuffer) Objects.requireNonNull(strand.poll(taking));
    assertThat(taken.buffer()).isSameAs(memory);
    taken.close();
    second.close();
    assertThat(pool.available()).isEqualTo(2);
  }

  @Test
  void whoGivesUpPassesItOn() {
    PooledBuffer first = take();
    take();
    Future<PooledBuffer> taking = pool.take();
    assertThat(strand.poll(taking)).isEqualTo(Poll.PENDING);
    first.close();
    assertThat(strand.cancel(taking)).isEqualTo(Poll.CANCELLED);
    assertThat(pool.available()).isEqualTo(1);
  }

  @Test
  void oneThatIsClosedTwiceComesBackOnceAndIsOfNoUse() {
    PooledBuffer first = take();
    first.close();
    PooledBuffer next = take();
    first.close();
    assertThat(pool.available()).isEqualTo(1);
    assertThatThrownBy(first::buffer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("take one from the pool");
    assertThat(next.buffer().capacity()).isEqualTo(100);
  }

  @Test
  void oneThatIsForgottenIsReportedOnceAndItsPlaceIsFree() {
    try (Warnings warnings = new Warnings()) {
      assertThat(pool.tryTake()).isNotNull();
      Waits.until("the report", afterCollection(() -> pool.available() == 2));
      assertThat(warnings.about("BufferPoolTest"))
          .singleElement()
          .asString()
          .startsWith("a buffer of the pool that was made at dev.weft.io.BufferPoolTest.<init>")
          .endsWith("close it, best in a try-with-resources statement");
      assertThat(take().buffer().remaining()).isEqualTo(100);
    }
  }

  private static BooleanSupplier afterCollection(BooleanSupplier condition) {
    return () -> {
      System.gc();
      return condition.getAsBoolean();
    };
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> BufferPool.of(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pool has at least 1 buffer of at least 1 byte, not 0 of 1");
    assertThatThrownBy(() -> BufferPool.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
