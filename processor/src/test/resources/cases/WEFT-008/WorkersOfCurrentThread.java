import dev.weft.AsyncMain;
import dev.weft.Flavor;

class WorkersOfCurrentThread {
  @AsyncMain(flavor = Flavor.CURRENT_THREAD, workerThreads = 2)
  public static void main(String[] args) {}
}
