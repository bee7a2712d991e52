package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Hands the elements to a collector. */
public final class Collected<T, A, R extends @Nullable Object> extends Run<T, R> {
  private final A container;
  private final BiConsumer<A, ? super T> accumulator;
  private final Function<A, R> finisher;

  /** A run that has not started. */
  public Collected(AsyncStream<? extends T> source, Collector<? super T, A, R> collector) {
    super(source);
    container = collector.supplier().get();
    accumulator = collector.accumulator();
    finisher = collector.finisher();
  }

  @Override
  boolean accept(T element) {
    accumulator.accept(container, element);
    return true;
  }

  @Override
  R finish() {
    return finisher.apply(container);
  }
}
