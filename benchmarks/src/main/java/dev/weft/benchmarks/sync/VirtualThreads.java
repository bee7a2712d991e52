package dev.weft.benchmarks.sync;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;

/** Virtual threads, where the JVM has them: from JDK 21 on. */
final class VirtualThreads {
  private static final MethodHandle START = find();

  private VirtualThreads() {}

  /** What a thread runs; it may fail and may be interrupted. */
  interface Work {
    void run() throws Exception;
  }

  private static MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException("there are virtual threads from JDK 21 on", e);
    }
  }

  /** Starts a thread. */
  static Thread start(Work work) {
    Runnable body = () -> runUnchecked(work);
    try {
      return (Thread) START.invokeExact(body);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private static void runUnchecked(Work work) {
    try {
      work.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Runs work in a thread of its own, as each round of the other sides is a task, and waits. */
  static void root(Work work) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Thread unused =
        start(
            () -> {
              try {
                work.run();
                done.complete(true);
              } catch (Throwable t) {
                done.completeExceptionally(t);
              }
            });
    done.join();
  }

  static void joinAll(Thread[] threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
