package dev.weft.benchmarks.peers;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.benchmarks.sync.WeftChannels;
import dev.weft.benchmarks.sync.WeftLocks;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one workload: {@code Main FLAVOR WORKLOAD}, with {@code mt2} for two worker threads or
 * {@code ct} for a current-thread runtime, and {@code epoll-} before that for an echo server on
 * epoll. Prints lines {@code workload peer metric value}; exits with 64 where there is no such
 * workload.
 */
public final class Main {
  private static final int NO_SUCH_WORKLOAD = 64;

  private final Figures figures;
  private final AsyncRuntime runtime;
  private final String workload;

  private Main(String flavor, String workload) {
    this.workload = workload;
    figures = new Figures("weft-" + flavor, workload);
    runtime = runtime(flavor);
  }

  /** A runtime of a flavour. */
  static AsyncRuntime runtime(String flavor) {
    return flavor.equals("ct")
        ? AsyncRuntime.currentThread().build()
        : AsyncRuntime.multiThread().workerThreads(2).build();
  }

  public static void main(String[] args) throws Exception {
    System.exit(run(args[0], args[1]) ? 0 : NO_SUCH_WORKLOAD);
  }

  private static boolean run(String flavor, String workload) throws Exception {
    if (workload.equals("echo")) {
      Echo.run(flavor);
      return true;
    }
    return !flavor.startsWith(Echo.EPOLL) && new Main(flavor, workload).run();
  }

  private boolean run() throws Exception {
    int underscore = workload.lastIndexOf('_');
    String kind = workload.substring(0, Math.max(0, underscore));
    if (kind.equals("sleepers") || kind.equals("idle")) {
      many(kind, Integer.parseInt(workload.substring(underscore + 1)));
      return true;
    }
    return rounds();
  }

  private boolean rounds() {
    switch (workload) {
      case "spawn_join" -> rounds("ns/task", 200_000, () -> Tasks.spawnJoin(200_000));
      case "yield_many" -> rounds("ns/yield", 200_000, () -> Tasks.yieldMany(200, 1_000));
      case "ping_pong" -> rounds("ns/roundtrip", 20_000, () -> WeftChannels.pingPong(1_000, 20));
      case "chained_spawn" -> rounds("ns/spawn", 200_000, () -> Tasks.chainedSpawn(1_000, 200));
      case "mpsc" -> rounds("ns/msg", 1_000_000, () -> WeftChannels.mpsc(5, 200_000, 100));
      case "mutex" -> rounds("ns/op", 800_000, () -> WeftLocks.mutex(8, 100_000));
      case "call_chain" -> rounds("ns/call", 2_000_000, () -> Calls.chains(20_000, false));
      case "call_chain_yield" -> rounds("ns/call", 2_000_000, () -> Calls.chains(20_000, true));
      case "timeout_ready" -> rounds("ns/op", 1_000_000, () -> Tasks.timeoutReady(1_000_000));
      case "timer_churn" -> rounds("ns/op", 1_000_000, () -> Tasks.timerChurn(1_000_000));
      case "select_loop" -> rounds("ns/iter", 1_000_000, () -> Selects.loop(1_000_000));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void rounds(String unit, int operations, Callable<Future<Void>> work) {
    figures.rounds(unit, operations, () -> root(made(work)));
  }

  private static Future<Void> made(Callable<Future<Void>> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void many(String kind, int count) throws Exception {
    if (kind.equals("sleepers")) {
      figures.sleepers(count, () -> root(Tasks.sleepers(count)));
    } else {
      AtomicInteger started = new AtomicInteger();
      figures.idle(count, started, () -> root(Tasks.idle(count, started)));
    }
  }

  /** One round is one root task. */
  private void root(Future<Void> work) {
    Void unused = runtime.blockOn(runtime.spawn(work));
  }
}
