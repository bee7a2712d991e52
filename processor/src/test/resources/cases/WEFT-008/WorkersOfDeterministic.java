import dev.weft.AsyncMain;
import dev.weft.Flavor;

class WorkersOfDeterministic {
  @AsyncMain(flavor = Flavor.DETERMINISTIC, workerThreads = 2)
  public static void main(String[] args) {}
}
