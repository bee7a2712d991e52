package dev.weft.it.cancel.model;

/** The one failure that programs of the model have. */
final class Expected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Expected() {
    super("expected");
  }
}
