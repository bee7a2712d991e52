package dev.weft.weaver.scan;

import org.objectweb.asm.Type;

/** What the source of a body returns. */
public enum ReturnKind {
  /** A future, which is awaited in tail position. */
  FUTURE,
  /** A CompletableFuture or CompletionStage, which is awaited in tail position. */
  STAGE,
  /** The value itself, or nothing. */
  VALUE;

  /** What a method returns, by its descriptor. */
  static ReturnKind of(String descriptor) {
    return switch (Type.getReturnType(descriptor).getDescriptor()) {
      case Abi.FUTURE_DESC -> FUTURE;
      case Abi.COMPLETABLE_FUTURE_DESC, Abi.STAGE_DESC -> STAGE;
      default -> VALUE;
    };
  }
}
