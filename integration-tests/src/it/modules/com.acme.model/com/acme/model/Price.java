package com.acme.model;

import static dev.weft.Weft.*;

import dev.weft.*;

/** A value of the module that the other one passes on. */
public class Price {
  private final int cents;

  public Price(int cents) {
    this.cents = cents;
  }

  @Async
  public Future<Price> times(int count) {
    await(yieldNow());
    return ready(new Price(cents * count));
  }

  @Override
  public String toString() {
    return cents + " cents";
  }
}
