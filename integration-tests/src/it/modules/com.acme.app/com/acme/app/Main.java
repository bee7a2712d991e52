package com.acme.app;

import static dev.weft.Weft.*;

import com.acme.api.*;
import com.acme.model.*;
import dev.weft.*;
import java.util.*;

/** Awaits an API of another module, whose types come from a third. */
public class Main {
  @AsyncMain
  public static void main(String[] args) {
    Shop shop = new Shop();
    Price price = await(shop.price("book"));
    System.out.println(price);
    System.out.println(await(shop.price("pencil", full -> await(full.times(3)))));
    System.out.println(await(new Main().all(shop)));
  }

  @Async
  Future<String> all(Shop shop) {
    List<String> prices = new ArrayList<>();
    for (String item : List.of("a", "bb")) {
      Price price = await(shop.price(item));
      await(yieldNow());
      prices.add(price + " for " + item);
    }
    return ready(String.join(", ", prices));
  }
}
