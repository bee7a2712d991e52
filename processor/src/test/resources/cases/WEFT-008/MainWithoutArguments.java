import dev.weft.AsyncMain;

class MainWithoutArguments {
  @AsyncMain
  public static void main() {}
}
