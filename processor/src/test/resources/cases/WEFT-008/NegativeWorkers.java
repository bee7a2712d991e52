import dev.weft.AsyncMain;

class NegativeWorkers {
  @AsyncMain(workerThreads = -1)
  public static void main(String[] args) {}
}
