import dev.weft.Async;

class ReturnsArray {
  @Async
  String[][] names() {
    return new String[0][];
  }
}
