package com.acme;

import static dev.weft.Weft.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.*;
import org.junit.jupiter.api.Test;

final class GreeterTest {
  @Test
  void greets() {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      assertEquals("Hello, Ada! Hello, Bob!", runtime.blockOn(both("Ada", "Bob")));
    }
  }

  @Async
  private Future<String> both(String first, String second) {
    return ready(await(Greeter.greet(first)) + " " + await(Greeter.greet(second)));
  }
}
