package dev.weft.junit5;

/** Checks of what a test asks for. */
final class Checks {
  private Checks() {}

  /** Refuses what isn't valid, in words. */
  static void that(boolean valid, String problem) {
    if (!valid) {
      throw new IllegalArgumentException(problem);
    }
  }
}
