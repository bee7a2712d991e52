package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future of a completion stage that belongs to whoever waits: cancelling it cancels the stage.
 */
public final class OwnedStage<T extends @Nullable Object> implements Future<T> {
  private final Supplier<? extends CompletionStage<? extends T>> starter;

  /** Null before the first poll. */
  private @Nullable CompletableFuture<? extends T> stage;

  private @Nullable StageFuture<T> wait;

  /** A future that asks for the stage when it is polled first. */
  public OwnedStage(Supplier<? extends CompletionStage<? extends T>> starter) {
    this.starter = Objects.requireNonNull(starter, "starter");
  }

  /** A future of a stage that runs. */
  public static <T extends @Nullable Object> OwnedStage<T> of(CompletionStage<? extends T> stage) {
    CompletableFuture<? extends T> own = stage.toCompletableFuture();
    return new OwnedStage<>(() -> own);
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    StageFuture<T> running = wait;
    if (running == null) {
      running = start();
    }
    return running.poll(context);
  }

  private StageFuture<T> start() {
    CompletionStage<? extends T> started =
        Objects.requireNonNull(starter.get(), "the stage to wait for is null");
    CompletableFuture<? extends T> own = started.toCompletableFuture();
    StageFuture<T> running = new StageFuture<>(own);
    stage = own;
    wait = running;
    return running;
  }

  /** A stage that was faster delivers its value. */
  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    CompletableFuture<? extends T> running = Objects.requireNonNull(stage, "polled first");
    Objects.requireNonNull(wait, "polled first").cancel(context);
    return running.cancel(true) ? Poll.CANCELLED : new StageFuture<T>(running).poll(context);
  }

  @Override
  public String toString() {
    return stage == null ? "a stage that has not started" : "the stage " + stage;
  }
}
