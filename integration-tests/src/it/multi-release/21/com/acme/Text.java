package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

/** The class as newer JVMs see it. */
public class Text {
  @Async
  public Future<String> of(int number) {
    Decorator decorator = text -> text + await(decoration());
    await(yieldNow());
    String text = "from 21 on: " + await(next(number, 1));
    return ready(decorator.decorate(text));
  }

  @Async
  private static Future<String> decoration() {
    await(yieldNow());
    return ready(", decorated");
  }

  @Async
  private Future<Integer> next(int number, int step) {
    await(yieldNow());
    return ready(number + step);
  }
}
