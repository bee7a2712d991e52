package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class First {
  private First() {}

  @Async
  public static Future<String> stays() {
    String onlyForDebuggers = "kept";
    await(yieldNow());
    return ready("before");
  }

  // begin
  @Async
  public static Future<String> goes() {
    await(yieldNow());
    return ready("gone soon");
  }
  // end
}
