package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;

public final class Main {
  private Main() {}

  @AsyncMain
  public static void main(String[] args) {
    System.out.println(await(First.stays()) + " and " + await(Second.stays()));
  }
}
