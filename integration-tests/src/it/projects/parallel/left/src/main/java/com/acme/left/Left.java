package com.acme.left;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class Left {
  private Left() {}

  @Async
  public static Future<String> name() {
    await(yieldNow());
    return ready("left");
  }
}
