package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class Main {
  private Main() {}

  @Async
  static Future<String> work() {
    await(yieldNow());
    return ready("worked");
  }

  public static void main(String[] args) {
    tryClosed(AsyncRuntime.multiThread().workerThreads(1).build());
    tryClosed(AsyncRuntime.currentThread().build());
  }

  private static void tryClosed(AsyncRuntime runtime) {
    System.out.println(runtime.blockOn(work()));
    runtime.close();
    runtime.close();
    System.out.println("spawn: finished " + runtime.spawn(work()).isFinished());
    try {
      System.out.println(runtime.blockOn(work()));
    } catch (IllegalStateException e) {
      System.out.println("blockOn: " + e.getMessage());
    }
  }
}
