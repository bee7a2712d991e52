package com.acme;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;

/** Does blocking work on virtual threads, if there are any. */
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
        handle = Weft.spawnBlocking(() -> Thread.currentThread().toString().split("[\\[#]")[0]);
      }
      return handle.poll(context);
    }

    @Override
    public Object cancel(Context context) throws Throwable {
      return handle.cancel(context);
    }
  }
}
