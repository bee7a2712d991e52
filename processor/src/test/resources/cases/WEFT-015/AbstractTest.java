import dev.weft.junit5.AsyncTest;

abstract class AbstractTest {
  @AsyncTest
  abstract void loads();
}
