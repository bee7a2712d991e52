package com.acme;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import java.time.Duration;

/** Does blocking work on virtual threads, if there are any, and has them wait for futures. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().virtualThreads(true).build()) {
      System.out.println(runtime.blockOn(new Work()));
    } catch (UnsupportedOperationException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Blocking work, awaited by hand. */
  private static final class Work implements Future<String> {
    private JoinHandle<String> handle;

    @Override
    public Object poll(Context context) throws Throwable {
      if (handle == null) {
        handle = Weft.spawnBlocking(Work::thread);
      }
      return handle.poll(context);
    }

    /** What kind of thread this is, in the words of one that waits for a sleep. */
    private static String thread() throws InterruptedException {
      String kind = Thread.currentThread().toString().split("[\\[#]")[0];
      return Weft.sleep(Duration.ofMillis(1)).map(slept -> kind).join();
    }

    @Override
    public Object cancel(Context context) throws Throwable {
      return handle.cancel(context);
    }
  }
}
