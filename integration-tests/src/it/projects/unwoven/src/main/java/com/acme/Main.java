package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.time.Duration;

public final class Main {
  private Main() {}

  @AsyncMain
  public static void main(String[] args) {
    await(sleep(Duration.ofMillis(1)));
  }
}
