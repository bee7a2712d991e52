package com.acme;

import dev.weft.AsyncRuntime;
import dev.weft.Weft;

/** Asks for everything that needs more of the JDK than its base. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    try (AsyncRuntime runtime =
        AsyncRuntime.multiThread()
            .name("acme")
            .jmx(true)
            .taskCosts(true)
            .onTaskTerminate(task -> System.out.println("cost: " + task.cost()))
            .build()) {
      System.out.println(runtime.blockOn(runtime.spawn(Weft.ready(3))));
    }
  }
}
