package dev.weft.weaver.scan;

/** What the source of a body returns. */
public enum ReturnKind {
  /** A future, which is awaited in tail position. */
  FUTURE,
  /** A CompletableFuture or CompletionStage, which is awaited in tail position. */
  STAGE,
  /** The value itself, or nothing. */
  VALUE
}
