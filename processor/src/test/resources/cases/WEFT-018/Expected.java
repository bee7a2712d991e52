import static dev.weft.Weft.sleep;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

class Expected {
  void test() {
    assertThatThrownBy(() -> sleep(Duration.ofSeconds(-1)));
    assertThatThrownBy(
        () -> {
          sleep(Duration.ofSeconds(-1));
        });
  }
}
