package differential.other;

/** Hands out objects of a hidden class. */
public final class Hiding {
  private Hiding() {}

  public static Hidden make() {
    return new Hidden();
  }

  public static int count(Hidden hidden) {
    return ++hidden.number;
  }
}
