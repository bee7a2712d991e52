package dev.weft.interop;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.internal.future.OwnedStage;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Futures of completion stages, and of the JDK's own futures, that belong to whoever awaits them.
 *
 * <p>{@code await(stage)} and {@link Weft#from} only wait: a task that is cancelled meanwhile, or
 * loses a {@code select} or a {@code timeout}, leaves the stage alone, as somebody else may wait
 * for it, too. The futures made here cancel it then.
 *
 * <pre>{@code
 * Future<String> reply = Stages.owned(() -> client.request("status"));
 * String status = await(timeout(Duration.ofSeconds(1), reply));
 * }</pre>
 *
 * <p>A failure is the stage's own, without the {@link java.util.concurrent.CompletionException} or
 * {@link ExecutionException} around it. The task goes on on its own runtime, not on the thread that
 * completes the stage.
 */
public final class Stages {
  private Stages() {}

  /**
   * A future of a stage that runs. Cancelling it calls {@link
   * java.util.concurrent.CompletableFuture#cancel cancel(true)} of {@link
   * CompletionStage#toCompletableFuture}, and gives the value if the stage was faster. A future
   * that is cancelled before it is awaited, or never awaited, leaves the stage alone: where that
   * matters, {@link #owned(Supplier)} has nothing to leave.
   *
   * <p>Not cancel-safe: that is what it is for. A stage whose {@code toCompletableFuture} gives a
   * copy, as that of {@code minimalCompletionStage} does, only loses the copy.
   *
   * @param stage the stage
   * @param <T> the type of the value
   * @return the future, which may be awaited once
   */
  @CancelUnsafe("the stage: it is cancelled")
  public static <T extends @Nullable Object> Future<T> owned(CompletionStage<? extends T> stage) {
    return OwnedStage.of(stage);
  }

  /**
   * A lazy future of a stage that is started when the future is awaited first; otherwise as {@link
   * #owned(CompletionStage)}.
   *
   * @param starter starts the stage; called at most once, by the task that awaits
   * @param <T> the type of the value
   * @return the future, which may be awaited once
   */
  @CancelUnsafe("the stage: it is cancelled")
  public static <T extends @Nullable Object> Future<T> owned(
      Supplier<? extends CompletionStage<? extends T>> starter) {
    return new OwnedStage<>(starter);
  }

  /**
   * A future of one that can only be asked by a thread that blocks. If it isn't done when it is
   * awaited first, a thread of the current runtime's pool for blocking work waits for it.
   * Cancelling it cancels the other one ({@code cancel(true)}), by which that thread is free again.
   *
   * @param future the other one
   * @param <T> the type of the value
   * @return the future, which may be awaited once
   */
  @CancelUnsafe("the other future: it is cancelled")
  public static <T extends @Nullable Object> Future<T> ofBlocking(
      java.util.concurrent.Future<? extends T> future) {
    Objects.requireNonNull(future, "future");
    return new OwnedStage<>(() -> BlockingWait.of(future));
  }
}
