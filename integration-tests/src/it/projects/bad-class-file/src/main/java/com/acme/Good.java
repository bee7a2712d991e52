package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

final class Good {
  @Async
  static Future<String> good() {
    await(yieldNow());
    return ready("good");
  }
}
