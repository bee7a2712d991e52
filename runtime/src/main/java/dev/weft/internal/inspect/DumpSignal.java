package dev.weft.internal.inspect;

import dev.weft.Waker;
import dev.weft.internal.signal.SignalHub;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.signal.SignalKind;
import dev.weft.task.TaskDump;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells what the tasks of a runtime do each time that a signal comes, on the thread that the JVM
 * makes for the signal: also when all workers are stuck.
 */
public final class DumpSignal implements Waker, AutoCloseable {
  private final String runtime;
  private final Supplier<? extends Collection<? extends RuntimeStrand>> strands;
  private final Consumer<String> sink;
  private final SignalHub.Listener listener;

  private DumpSignal(
      String runtime,
      Supplier<? extends Collection<? extends RuntimeStrand>> strands,
      SignalKind signal,
      Consumer<String> sink) {
    this.runtime = runtime;
    this.strands = strands;
    this.sink = sink;
    listener = SignalHub.of(signal.name()).listen();
  }

  /**
   * Listens to a signal.
   *
   * @param runtime the name of the runtime
   * @param strands its strands
   * @param sink is told what they do
   * @throws UnsupportedOperationException if it can't be had
   */
  public static DumpSignal listen(
      String runtime,
      Supplier<? extends Collection<? extends RuntimeStrand>> strands,
      SignalKind signal,
      Consumer<String> sink) {
    DumpSignal dumps = new DumpSignal(runtime, strands, signal, sink);
    dumps.listener.take(dumps);
    return dumps;
  }

  @Override
  public void wake() {
    while (listener.take(this)) {
      sink.accept(dump());
    }
  }

  private String dump() {
    Collection<? extends RuntimeStrand> all = strands.get();
    List<TaskDump> tasks = TaskDumps.of(all);
    String head = "tasks of the runtime '" + runtime + "', " + tasks.size() + ":";
    return Stream.of(Stream.of(head), tasks.stream(), DeadlockSearch.among(all).stream())
        .flatMap(lines -> lines)
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  /** Listens no more. Idempotent. */
  @Override
  public void close() {
    listener.close();
  }
}
