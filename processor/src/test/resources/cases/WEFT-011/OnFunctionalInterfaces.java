import dev.weft.AsyncLambda;
import java.util.concurrent.Callable;
import java.util.function.Function;

class OnFunctionalInterfaces {
  @AsyncLambda
  interface Plain {
    String handle(String request);

    @Override
    boolean equals(Object other);

    @Override
    String toString();

    default Plain same() {
      return this;
    }

    static Plain none() {
      return null;
    }
  }

  @AsyncLambda
  interface Narrowed extends Function<String, Integer> {
    @Override
    Integer apply(String text);
  }

  @AsyncLambda
  interface Inherited<T> extends Callable<T> {}

  interface Other {
    void run();
  }

  @AsyncLambda
  interface Implementing extends Runnable, Other {
    @Override
    default void run() {}

    void other();
  }

  @AsyncLambda
  interface Merged extends Runnable, Other {}
}
