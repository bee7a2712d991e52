package dev.weft.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of time as they are written. */
final class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({
    "42, PT42S",
    "42 s, PT42S",
    "42s, PT42S",
    "42 S, PT42S",
    "42 ns, PT0.000000042S",
    "42 μs, PT0.000042S",
    "42 ms, PT0.042S",
    "42 m, PT42M",
    "42 h, PT42H",
    "2 d, PT48H"
  })
  void isRead(String text, Duration span) {
    assertThat(TimeSpan.parse(text)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 s", "-1 s", "1.5 s", "s", "5  s", "5 y", "1234567890 s"})
  void isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpan.parse(text))
        .withMessageStartingWith("timeout must be a number and one of")
        .withMessageEndingWith(": \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"PT60S, 60 s", "PT0.02S, 20 ms", "PT1.5S, 1500 ms"})
  void isWritten(Duration span, String text) {
    assertThat(TimeSpan.format(span)).isEqualTo(text);
  }
}
