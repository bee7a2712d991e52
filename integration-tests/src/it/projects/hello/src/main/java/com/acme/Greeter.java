package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class Greeter {
  private Greeter() {}

  @Async
  public static Future<String> greet(String name) {
    await(yieldNow());
    return ready("Hello, " + name + "!");
  }

  @AsyncMain
  public static void main(String[] args) {
    System.out.println(await(greet(args[0])));
  }
}
