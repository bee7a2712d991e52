package com.acme;

import static dev.weft.Weft.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.*;
import java.io.IOException;
import lombok.*;
import org.junit.jupiter.api.Test;

final class OrderTest {
  private final Order order = Order.builder().name("book").count(2).build();

  @Getter(lazy = true)
  private final AsyncRuntime runtime = AsyncRuntime.currentThread().build();

  @Test
  void priceAndText() {
    assertEquals(42, getRuntime().blockOn(order.price()));
    assertEquals("t..", getRuntime().blockOn(both()));
  }

  @Async
  @SneakyThrows
  private static Future<String> both() {
    val text = await(Order.read("text"));
    await(yieldNow());
    return ready(text);
  }

  @Test
  void failure() {
    assertThrows(IOException.class, () -> getRuntime().blockOn(order.fail()));
  }
}
