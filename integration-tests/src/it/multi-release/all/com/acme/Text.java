package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

/** The class as older JVMs see it. */
public class Text {
  @Async
  public Future<String> of(int number) {
    await(yieldNow());
    return ready("for all: " + await(next(number)));
  }

  @Async
  private Future<Integer> next(int number) {
    await(yieldNow());
    return ready(number + 1);
  }
}
