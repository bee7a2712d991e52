package com.acme.app;

import static dev.weft.Weft.*;

import com.acme.left.Left;
import com.acme.named.Named;
import com.acme.right.Right;
import dev.weft.*;

public final class Main {
  private Main() {}

  @AsyncMain
  public static void main(String[] args) {
    System.out.println(await(join(Left.name(), Right.name(), Named.name())));
  }
}
