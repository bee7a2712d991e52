import dev.weft.junit5.AsyncTest;

class StaticTest {
  @AsyncTest
  static void loads() {}
}
