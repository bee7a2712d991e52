import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.ready;

import dev.weft.AsyncFunction;
import dev.weft.AsyncLambda;
import dev.weft.Future;
import dev.weft.FutureCallable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class InImplementations {
  @AsyncLambda
  interface Handler<T> {
    T handle(T request);

    default Handler<T> twice() {
      return request -> handle(handle(request));
    }
  }

  interface Named extends Handler<String> {
    String name();
  }

  @AsyncLambda
  interface Eager {
    CompletionStage<String> start(int n);
  }

  abstract static class Base implements Named {
    @Override
    public String handle(String request) {
      return request + await(ready(name()));
    }
  }

  static final class Sub extends Base {
    @Override
    public String handle(String request) {
      return super.handle(request) + await(ready("sub"));
    }

    @Override
    public String name() {
      return "sub";
    }
  }

  record Adding(int to) implements AsyncFunction<Integer, Integer, RuntimeException>, Eager {
    @Override
    public Integer apply(Integer n) {
      return to + await(ready(n));
    }

    @Override
    public CompletableFuture<String> start(int n) {
      return completed("" + await(ready(n)));
    }
  }

  enum Kind implements FutureCallable<String, RuntimeException> {
    ONE {
      @Override
      public Future<String> call() {
        return ready(name() + await(ready("one")));
      }
    };
  }
}
