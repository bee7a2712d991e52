import dev.weft.AsyncMain;

class NotPublic {
  @AsyncMain
  static void main(String[] args) {}
}
