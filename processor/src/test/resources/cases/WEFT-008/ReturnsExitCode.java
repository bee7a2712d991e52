import dev.weft.AsyncMain;

class ReturnsExitCode {
  @AsyncMain
  public static int main(String[] args) {
    return 0;
  }
}
