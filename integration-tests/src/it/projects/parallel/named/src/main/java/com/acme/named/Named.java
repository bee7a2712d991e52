package com.acme.named;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class Named {
  private Named() {}

  @Async
  public static Future<String> name() {
    await(yieldNow());
    return ready("named");
  }
}
