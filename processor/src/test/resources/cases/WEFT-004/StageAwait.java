import static dev.weft.Weft.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

class StageAwait {
  int load(CompletableFuture<Integer> stage) throws IOException {
    return await(stage) + await(stage, IOException.class);
  }
}
