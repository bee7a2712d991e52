package dev.weft.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A suspended call takes 24 bytes and what it keeps, in a JVM with compressed references. */
final class FrameSizesTest {
  @Test
  void framesTakeLittleBeyondWhatTheyKeep() {
    assertThat(FrameSizes.frames())
        .allSatisfy(
            frame ->
                assertThat(frame.size())
                    .as(frame.method())
                    .isLessThanOrEqualTo(FrameSizes.OVERHEAD + frame.kept()));
  }
}
