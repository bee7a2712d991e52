import dev.weft.Async;

class ReturnsInt {
  @Async
  static int answer(String question, int[] limits) {
    return 42;
  }
}
