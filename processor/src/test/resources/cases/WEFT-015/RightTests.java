import static dev.weft.Weft.await;
import static dev.weft.Weft.yieldNow;

import dev.weft.junit5.AsyncAfterEach;
import dev.weft.junit5.AsyncBeforeEach;
import dev.weft.junit5.AsyncTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightTests {
  @AsyncBeforeEach
  protected void before() {
    await(yieldNow());
  }

  @AsyncTest
  void plain() throws Exception {
    await(yieldNow());
  }

  @AsyncTest
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  public void withArguments(int value) {
    await(yieldNow());
  }

  @AsyncAfterEach
  void after() {
    await(yieldNow());
  }

  interface Contract {
    @AsyncTest
    default void holds() {
      await(yieldNow());
    }
  }

  @Nested
  class Inner implements Contract {
    @AsyncTest
    void inside() {
      await(yieldNow());
    }
  }
}
