import dev.weft.AsyncMain;

class NativeMain {
  @AsyncMain
  public static native void main(String[] args);
}
