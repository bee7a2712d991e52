package com.acme.right;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class Right {
  private Right() {}

  @Async
  public static Future<String> name() {
    await(yieldNow());
    return ready("right");
  }
}
