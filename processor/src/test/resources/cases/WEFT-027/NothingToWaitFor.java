import dev.weft.BlockingFace;
import dev.weft.CompletableFace;
import dev.weft.Future;

class NothingToWaitFor {
  @BlockingFace
  interface Plain {
    String name();

    private Future<String> load() {
      throw new UnsupportedOperationException();
    }
  }

  @CompletableFace
  private interface Hidden {
    Future<String> load();
  }

  @BlockingFace
  interface Taken {
    Future<String> load();
  }
}

class NothingToWaitFor_TakenBlocking {}
