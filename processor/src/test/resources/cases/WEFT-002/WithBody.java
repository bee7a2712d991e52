import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;

interface WithBody {
  Future<Void> work();

  @Async
  default Future<Void> twice() {
    await(work());
    return work();
  }

  class Implementation implements WithBody {
    @Override
    @Async
    public Future<Void> work() {
      return ready();
    }
  }
}
