package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

public class Main {
  @AsyncMain(flavor = Flavor.CURRENT_THREAD)
  public static void main(String[] args) {
    System.out.println(await(new Text().of(1)));
  }
}
