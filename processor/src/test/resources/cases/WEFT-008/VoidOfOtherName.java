import dev.weft.AsyncMain;

class VoidOfOtherName {
  @AsyncMain
  public static void start(String[] args) {}
}
