package debugged;

import dev.weft.AsyncRuntime;
import dev.weft.Future;

/** Starts a woven program. */
public final class Start {
  private Start() {}

  public static void main(String[] args) throws Exception {
    boolean oneThread = args[0].equals("current");
    Later.suspends = args[1].equals("suspending");
    Future<Integer> all = new Program().all();
    try (AsyncRuntime runtime =
        oneThread ? AsyncRuntime.currentThread().build() : AsyncRuntime.multiThread().build()) {
      int sum = runtime.blockOn(oneThread ? all : runtime.spawn(all));
      System.out.println(sum);
    }
  }
}
