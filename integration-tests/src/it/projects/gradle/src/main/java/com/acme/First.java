package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class First {
  private First() {}

  @Async
  public static Future<String> stays() {
    await(yieldNow());
    return ready("first");
  }

  // begin
  @Async
  public static Future<String> goes() {
    await(yieldNow());
    return ready("gone soon");
  }
  // end
}
