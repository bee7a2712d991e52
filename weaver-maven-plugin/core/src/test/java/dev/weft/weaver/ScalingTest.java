package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing of which a method or a class can have many makes weaving slower than in proportion.
 *
 * <p>The measure is what weaving allocates. Unlike its time that depends on the machine very
 * little, and what is visited again and again shows in it, as nearly every visit makes something.
 */
@DisplayName("Twice of anything takes no more than 2.6 times the memory to weave")
final class ScalingTest {
  private static final double MOST = 2.6;

  /** The first ones load classes, and allocate what compiled code doesn't. */
  private static final int ROUNDS = 5;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @MethodSource("dev.weft.weaver.LargeSource#all")
  void twiceAsManyTakeTwiceAsMuch(LargeSource source) {
    int n = source.largest() / 2;
    byte[] few = source.compile(n);
    byte[] many = source.compile(2 * n);
    long half = Long.MAX_VALUE;
    long whole = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      half = Math.min(half, allocated(few));
      whole = Math.min(whole, allocated(many));
    }
    assertThat((double) whole / half).as("%d to %d bytes", half, whole).isBetween(1.0, MOST);
  }

  private long allocated(byte[] classFile) {
    Weaver weaver = TestWeaver.create();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(TestWeaver.weave(weaver, "C", classFile).changed()).isTrue();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
