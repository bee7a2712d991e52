package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

final class WrongToo {
  @Async
  synchronized Future<Void> locked() {
    return ready(); // WEFT-003
  }

  @Async
  static String plainValue() {
    return "not a future"; // WEFT-001
  }
}
