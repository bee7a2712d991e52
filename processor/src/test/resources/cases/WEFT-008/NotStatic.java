import dev.weft.AsyncMain;

class NotStatic {
  @AsyncMain
  public void main(String[] args) {}
}
