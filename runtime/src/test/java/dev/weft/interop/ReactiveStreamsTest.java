package dev.weft.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compatibility kit of Reactive Streams passes, on both sides. */
final class ReactiveStreamsTest {
  /** Nothing is left out but what the kit itself can't test. */
  @ParameterizedTest
  @CsvSource({
    "dev.weft.interop.PublisherVerification, 31",
    "dev.weft.interop.SubscriberVerification, 14",
    "dev.weft.interop.ReadSubscriberVerification, 11"
  })
  void passes(Class<?> verification, int tests) {
    Kit kit = Kit.run(verification);
    assertThat(kit.failed()).isEmpty();
    assertThat(kit.skipped()).allMatch(name -> name.startsWith("untested_"));
    assertThat(kit.passed()).isEqualTo(tests);
  }
}
