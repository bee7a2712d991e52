import dev.weft.junit5.AsyncTest;
import org.junit.jupiter.api.Test;

class AlsoTest {
  @Test
  @AsyncTest
  void loads() {}
}
