import dev.weft.junit5.AsyncBeforeEach;

class PrivateBefore {
  @AsyncBeforeEach
  private void before() {}
}
