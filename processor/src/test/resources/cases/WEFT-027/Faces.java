import dev.weft.BlockingFace;
import dev.weft.CompletableFace;
import dev.weft.Future;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

class Faces {
  @BlockingFace
  @CompletableFace
  interface Store {
    Future<String> load(String key) throws IOException;
  }

  @BlockingFace
  static class Memory implements Store {
    @Override
    public Future<String> load(String key) {
      return dev.weft.Weft.ready(key);
    }
  }

  String plain(Faces_StoreBlocking store) throws IOException {
    return store.load("key");
  }

  CompletableFuture<String> plain(Faces_StoreCompletable store) throws IOException {
    return store.load("key");
  }
}
