package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.io.IOException;
import java.io.StringReader;
import lombok.*;

/**
 * A comment tells of a line with code whether the test runs it. Error Prone misses a locale in one.
 */
@Value
@Builder
public class Order {
  String name;
  @With int count;

  @Async
  Future<Integer> price() {
    val each = await(later(21)); // ran
    if (count > 100) { // ran
      return ready(each * getCount() / 2); // not
    }
    return ready(each * getCount()); // ran
  }

  @Async
  @SneakyThrows // not
  static Future<String> read(@NonNull String text) { // ran
    @Cleanup StringReader reader = new StringReader(text); // ran
    await(yieldNow()); // ran
    var first = (char) reader.read(); // ran
    await(yieldNow()); // ran
    return ready((first + "..").toLowerCase()); // ran
  }

  @Async
  @SneakyThrows // ran
  Future<Void> fail() {
    await(yieldNow()); // ran
    throw new IOException("sold out: " + name); // ran
  }

  @Async
  Future<Integer> unused() {
    await(yieldNow()); // not
    return ready(1); // not
  }

  @Async
  private static <T> Future<T> later(T value) {
    for (int i = 0; i < 2; i++) { // ran
      await(yieldNow()); // ran
    }
    return ready(value); // ran
  }
}
