package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.util.List;
import java.util.function.Function;

/** A comment at the end of a line names the error that must be reported there. */
public final class Wrong {
  static final String INITIAL = await(ready("value")); // WEFT-004

  final String name;

  public Wrong() {
    name = await(ready("value")); // WEFT-004
  }

  @Async
  static Future<Void> awaitInForEach(List<Future<String>> futures) {
    futures.forEach(
        future -> {
          System.out.println(await(future)); // WEFT-004
        });
    return ready();
  }

  static void notAsync() {
    await(yieldNow()); // WEFT-004
  }

  @Async
  Future<Void> underMonitor() {
    synchronized (this) {
      await(yieldNow()); // WEFT-005
    }
    return ready();
  }

  @Async
  static Future<String> reference(Future<String> future) {
    Function<Future<String>, String> wait = Weft::await; // WEFT-006
    return ready(wait.apply(future));
  }
}
