package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;
import lombok.experimental.UtilityClass;

@UtilityClass
public class Main {
  @AsyncMain(flavor = Flavor.CURRENT_THREAD)
  public static void main(String[] args) {
    Order order = Order.builder().name("book").count(1).build().withCount(2);
    System.out.println(order + " costs " + await(order.price()));
    System.out.println(await(Order.read("text")));
    try {
      await(order.fail());
    } catch (Exception e) {
      System.out.println(e);
    }
  }
}
