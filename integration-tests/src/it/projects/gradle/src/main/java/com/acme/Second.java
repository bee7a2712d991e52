package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class Second {
  private Second() {}

  @Async
  public static Future<String> stays() {
    await(yieldNow());
    return ready("second");
  }

  // begin
  @Async
  public static Future<String> goes() {
    await(yieldNow());
    return ready("gone soon");
  }
  // end
}
