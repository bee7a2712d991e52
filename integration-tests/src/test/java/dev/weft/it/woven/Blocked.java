package dev.weft.it.woven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** A thread that blocks on a future; below that its stack is the same in every test. */
final class Blocked extends Thread {
  private final AsyncRuntime runtime;
  private final Future<?> future;
  private @Nullable Object value;
  private @Nullable Throwable failure;

  private Blocked(AsyncRuntime runtime, Future<?> future) {
    this.runtime = runtime;
    this.future = future;
  }

  /** What a future fails with. */
  static Throwable failureOf(AsyncRuntime runtime, Future<?> future) throws InterruptedException {
    Throwable failure = ended(runtime, future).failure;
    assertThat(failure).as("it didn't fail").isNotNull();
    return failure;
  }

  /** What a future gives. */
  static Object valueOf(AsyncRuntime runtime, Future<?> future) throws InterruptedException {
    Blocked thread = ended(runtime, future);
    assertThat(thread.failure).isNull();
    return thread.value;
  }

  private static Blocked ended(AsyncRuntime runtime, Future<?> future) throws InterruptedException {
    Blocked thread = new Blocked(runtime, future);
    thread.start();
    thread.join();
    return thread;
  }

  @Override
  public void run() {
    try {
      value = runtime.<@Nullable Object>blockOn(future);
    } catch (Throwable t) {
      failure = t;
    }
  }
}
