package dev.weft.processor;

import java.util.Set;

/** Names of the runtime's types, which the processor must not load. */
final class Names {
  static final String ASYNC = "dev.weft.Async";
  static final String ASYNC_MAIN = "dev.weft.AsyncMain";

  /** Of weft-junit5: what they mark is called by JUnit, and has an async body. */
  static final Set<String> TESTS =
      Set.of(
          "dev.weft.junit5.AsyncTest",
          "dev.weft.junit5.AsyncBeforeEach",
          "dev.weft.junit5.AsyncAfterEach");

  /** JUnit's own, for a test that isn't async. */
  static final String PLAIN_TEST = "org.junit.jupiter.api.Test";

  static final String ASYNC_LAMBDA = "dev.weft.AsyncLambda";
  static final String WOVEN = "dev.weft.abi.Woven";
  static final String WEFT = "dev.weft.Weft";
  static final String ARM = "dev.weft.Arm";
  static final String CANCEL_SAFE = "dev.weft.CancelSafe";
  static final String CANCEL_UNSAFE = "dev.weft.CancelUnsafe";

  /** What {@link #WEFT} inherits: the methods that take two to eight futures. */
  static final String COMBINATORS = "dev.weft.Combinators";

  static final String CANCELLED_ERROR = "dev.weft.CancelledError";
  static final String FUTURE = "dev.weft.Future";
  static final String COMPLETABLE_FUTURE = "java.util.concurrent.CompletableFuture";
  static final String COMPLETION_STAGE = "java.util.concurrent.CompletionStage";

  /** What an async method may return. */
  static final Set<String> FUTURES = Set.of(FUTURE, COMPLETABLE_FUTURE, COMPLETION_STAGE);

  /** The factories of futures that have ended, in {@link #WEFT}. */
  static final Set<String> WEFT_FACTORIES = Set.of("ready", "completed", "failed");

  /** The factories of futures that have ended, in {@link #COMPLETABLE_FUTURE}. */
  static final Set<String> JDK_FACTORIES =
      Set.of("completedFuture", "failedFuture", "completedStage", "failedStage");

  private Names() {}
}
