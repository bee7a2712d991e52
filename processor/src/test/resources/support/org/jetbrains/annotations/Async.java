package org.jetbrains.annotations;

/** Stands for that of JetBrains. */
public final class Async {
  private Async() {}

  public @interface Execute {}
}
