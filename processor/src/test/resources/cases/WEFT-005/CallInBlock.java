import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncLambda;
import dev.weft.Future;

class CallInBlock {
  @AsyncLambda
  interface Handler {
    String handle(String request);
  }

  @AsyncLambda
  interface Fetch {
    Future<String> fetch();
  }

  @Async
  Future<String> run(Handler handler, Fetch fetch) {
    Future<String> fetched;
    String text = handler.handle("");
    synchronized (this) {
      fetched = fetch.fetch();
      text += handler.handle(text);
    }
    return fetched;
  }

  Handler both(Handler handler, AsyncCallable<String, RuntimeException> callable) {
    return request -> {
      synchronized (request) {
        return handler.handle(callable.call());
      }
    };
  }

  synchronized String plain(Handler handler) {
    return handler.handle("plain");
  }
}
