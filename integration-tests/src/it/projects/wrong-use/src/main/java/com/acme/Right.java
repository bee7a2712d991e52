package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

final class Right {
  @Async
  static Future<String> right() {
    await(yieldNow());
    return ready("right");
  }
}
