import dev.weft.junit5.AsyncAfterEach;
import dev.weft.Async;

class AlsoAsync {
  @Async
  @AsyncAfterEach
  void after() {}
}
