package dev.weft.it.guide;

import dev.weft.it.Checkout;
import java.nio.file.Path;

/**
 * A program that the guide takes its code from.
 *
 * @param name its class
 * @param expected what it prints, according to the page that shows it
 */
record Program(String name, String expected) {
  static final Path DIRECTORY = Checkout.root().resolve("integration-tests/src/it/guide");

  Path source() {
    return DIRECTORY.resolve(name + ".java");
  }

  @Override
  public String toString() {
    return name;
  }
}
