package dev.weft.weaver.corpus;

import dev.weft.weaver.WeaverOptions;

/** One way to weave the whole corpus. */
enum Pass {
  LAMBDAS(Shape.LAMBDA, true, "async lambdas, a suspension before each call"),
  METHODS(Shape.METHOD, true, "async methods, a suspension after each call, own calls fused"),
  UNFUSED(Shape.METHOD, false, "the same, nothing fused");

  private final Shape shape;
  private final boolean fuse;
  private final String text;

  Pass(Shape shape, boolean fuse, String text) {
    this.shape = shape;
    this.fuse = fuse;
    this.text = text;
  }

  Shape shape() {
    return shape;
  }

  WeaverOptions options() {
    return new WeaverOptions(fuse, false);
  }

  @Override
  public String toString() {
    return text;
  }
}
