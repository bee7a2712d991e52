package dev.weft.it.cancel.model;

import dev.weft.CancelledError;
import dev.weft.JoinHandle;
import dev.weft.sync.Mutex;
import dev.weft.sync.Semaphore;
import dev.weft.task.CancellationToken;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one run of a random program shares, and what is known of it. */
final class World {
  static final int PERMITS = 3;
  private static final int TOKENS = 3;

  private final Coverage coverage;
  private final Semaphore permits = new Semaphore(PERMITS);
  private final Mutex<int[]> mutex = new Mutex<>(new int[1]);
  private final Messages messages = new Messages(this, 2);
  private final List<CancellationToken> tokens =
      Stream.generate(CancellationToken::new).limit(TOKENS).toList();
  private final List<JoinHandle<?>> tasks = new ArrayList<>();
  private int regions;
  private int resources;
  private @Nullable AssertionError violation;

  World(Coverage coverage) {
    this.coverage = coverage;
  }

  Coverage coverage() {
    return coverage;
  }

  Semaphore permits() {
    return permits;
  }

  Mutex<int[]> mutex() {
    return mutex;
  }

  Messages messages() {
    return messages;
  }

  CancellationToken token(int number) {
    return tokens.get(number % TOKENS);
  }

  /** Tasks without a scope, which end before the run does. */
  List<JoinHandle<?>> tasks() {
    return tasks;
  }

  void entered() {
    regions++;
  }

  void left() {
    regions--;
  }

  void opened() {
    resources++;
  }

  void closed() {
    resources--;
  }

  /** A wait was cancelled; it goes on being. */
  CancelledError cancelled(String kind, CancelledError error) {
    coverage.cancelled(kind, String.valueOf(error.getMessage()));
    return error;
  }

  /** A law; the first one that doesn't hold fails the run. */
  @SuppressWarnings("AnnotateFormatMethod") // its annotation is no dependency of tests
  void require(boolean holds, String law, @Nullable Object... arguments) {
    if (!holds && violation == null) {
      violation = new AssertionError(law.formatted(arguments));
    }
  }

  /** All tasks have ended. */
  void check() {
    require(regions == 0, "%d regions were not left", regions);
    require(resources == 0, "%d resources were not closed", resources);
    require(permits.availablePermits() == PERMITS, "permits: %d", permits.availablePermits());
    try (Mutex.Guard<?> guard = mutex.tryLock()) {
      require(guard != null, "the mutex is still locked");
    }
    messages.check();
    if (violation != null) {
      throw violation;
    }
  }
}
