import dev.weft.AsyncLambda;

class Misplaced {
  @AsyncLambda
  abstract static class OnClass {
    abstract void run();
  }

  @AsyncLambda
  interface OfNothing {}

  @AsyncLambda
  interface OfTwo extends Runnable {
    void walk();
  }

  @AsyncLambda
  interface OfOverloads {
    void run(int n);

    void run();
  }

  @AsyncLambda
  sealed interface Sealed {
    void run();
  }

  record Only() implements Sealed {
    @Override
    public void run() {}
  }
}
