import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.junit5.AsyncTest;
import org.assertj.core.api.Assertions;

class InAssertThrows {
  @AsyncTest
  void fails() {
    assertThrows(IllegalStateException.class, () -> await(failed(new IllegalStateException())));
  }

  @AsyncTest
  void failsToo() {
    Assertions.assertThatThrownBy(() -> await(failed(new IllegalStateException()))).isNotNull();
  }

  @AsyncTest
  void ofItsOwn() {
    throwsIt(() -> await(failed(new IllegalStateException())));
  }

  static void throwsIt(Runnable code) {}
}
