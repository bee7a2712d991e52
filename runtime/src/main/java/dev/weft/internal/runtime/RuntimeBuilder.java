package dev.weft.internal.runtime;

import dev.weft.AsyncRuntime;
import dev.weft.Flavor;
import dev.weft.Schedule;
import dev.weft.UnhandledPanic;
import dev.weft.internal.environment.Delay;
import dev.weft.internal.environment.Environment;
import dev.weft.internal.environment.ThreadKind;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.schedule.Plan;
import dev.weft.internal.scheduler.CurrentThread;
import dev.weft.internal.scheduler.Deterministic;
import dev.weft.internal.scheduler.MultiThread;
import dev.weft.internal.scheduler.OnExecutor;
import dev.weft.internal.scheduler.Pace;
import dev.weft.internal.scheduler.RuntimeScheduler;
import dev.weft.internal.scheduler.Settings;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Hooks;
import dev.weft.internal.time.NanoClock;
import dev.weft.internal.time.PausableClock;
import dev.weft.signal.SignalKind;
import dev.weft.task.SlowPoll;
import dev.weft.task.TaskMeta;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The description of a runtime; checks each argument at once. */
public final class RuntimeBuilder implements AsyncRuntime.Builder {
  private static final int MAX_WORKERS = 32_767;

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /** The kind of runtime in words. */
  private final String kind;

  private final Function<Settings, RuntimeScheduler> makeScheduler;

  /** Null for a runtime on an executor. */
  private final @Nullable Flavor flavor;

  private int workerThreads = Runtime.getRuntime().availableProcessors();
  private int maxBlockingThreads = 512;
  private Duration threadKeepAlive = Duration.ofSeconds(10);
  private String threadName = "weft-worker";
  private @Nullable String name;
  private @Nullable Runnable onThreadStart;
  private @Nullable Runnable onThreadStop;
  private @Nullable Consumer<? super TaskMeta> onTaskSpawn;
  private @Nullable Consumer<? super TaskMeta> onTaskTerminate;
  private UnhandledPanic unhandledPanic = UnhandledPanic.IGNORE;
  private int eventInterval = 61;
  private int globalQueueInterval;
  private @Nullable Long seed;
  private boolean taskCosts;
  private ThreadKind blockingThreads = ThreadKind.PLATFORM;
  private boolean jmx;
  private @Nullable SignalKind dumpSignal;
  private Duration slowPollThreshold = Duration.ofMillis(100);
  private Consumer<? super SlowPoll> onSlowPoll = Observers::log;
  private boolean startPaused;
  private NanoClock clock = NanoClock.SYSTEM;
  private Delay delay = Delay.JDK;
  private FailureReporter failures = new FailureReporter(RuntimeBuilder::log);

  private RuntimeBuilder(
      String kind, @Nullable Flavor flavor, Function<Settings, RuntimeScheduler> makeScheduler) {
    this.kind = kind;
    this.flavor = flavor;
    this.makeScheduler = makeScheduler;
    globalQueueInterval = hasWorkers() ? Pace.TUNED : 31;
  }

  /** The description of a runtime with the defaults. */
  public RuntimeBuilder(Flavor flavor) {
    this(
        flavor == Flavor.MULTI_THREAD ? "a multi-thread runtime" : "a current-thread runtime",
        Objects.requireNonNull(flavor, "flavor"),
        flavor == Flavor.MULTI_THREAD ? MultiThread::new : CurrentThread::new);
  }

  private boolean hasWorkers() {
    return flavor == Flavor.MULTI_THREAD;
  }

  /** The description of a deterministic runtime with the defaults. */
  public static RuntimeBuilder deterministic(Schedule schedule) {
    Plan plan = (Plan) Objects.requireNonNull(schedule, "schedule");
    return new RuntimeBuilder(
            "a deterministic runtime",
            Flavor.DETERMINISTIC,
            settings -> new Deterministic(settings, plan.start()))
        .seed(plan.seed());
  }

  /** The description of a runtime that an executor drives, with the defaults. */
  public static RuntimeBuilder on(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    return new RuntimeBuilder(
        "a runtime on an executor", null, settings -> new OnExecutor(settings, executor));
  }

  @Override
  public RuntimeBuilder name(String name) {
    checkName("name", name);
    this.name = name;
    return this;
  }

  @Override
  public RuntimeBuilder workerThreads(int count) {
    if (!hasWorkers()) {
      throw new IllegalStateException(kind + " has no worker threads");
    }
    check(count >= 1 && count <= MAX_WORKERS, "workerThreads must be from 1 to 32767", count);
    workerThreads = count;
    return this;
  }

  @Override
  public RuntimeBuilder maxBlockingThreads(int count) {
    check(count >= 1, "maxBlockingThreads must be at least 1", count);
    maxBlockingThreads = count;
    return this;
  }

  @Override
  public RuntimeBuilder threadKeepAlive(Duration keepAlive) {
    boolean positive = !keepAlive.isNegative() && !keepAlive.isZero();
    check(positive, "threadKeepAlive must be more than zero", keepAlive);
    threadKeepAlive = keepAlive;
    return this;
  }

  @Override
  public RuntimeBuilder virtualThreads(boolean on) {
    ThreadKind kind = on ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM;
    if (!kind.exists()) {
      throw new UnsupportedOperationException(
          "virtualThreads needs Java 21 or newer; this is Java " + Runtime.version().feature());
    }
    blockingThreads = kind;
    return this;
  }

  @Override
  public RuntimeBuilder threadName(String name) {
    checkName("threadName", name);
    threadName = name;
    return this;
  }

  @Override
  public RuntimeBuilder onThreadStart(Runnable hook) {
    onThreadStart = Objects.requireNonNull(hook, "hook");
    return this;
  }

  @Override
  public RuntimeBuilder onThreadStop(Runnable hook) {
    onThreadStop = Objects.requireNonNull(hook, "hook");
    return this;
  }

  @Override
  public RuntimeBuilder onTaskSpawn(Consumer<? super TaskMeta> hook) {
    onTaskSpawn = Objects.requireNonNull(hook, "hook");
    return this;
  }

  @Override
  public RuntimeBuilder onTaskTerminate(Consumer<? super TaskMeta> hook) {
    onTaskTerminate = Objects.requireNonNull(hook, "hook");
    return this;
  }

  @Override
  public RuntimeBuilder unhandledPanic(UnhandledPanic policy) {
    unhandledPanic = Objects.requireNonNull(policy, "policy");
    return this;
  }

  @Override
  public RuntimeBuilder eventInterval(int tasks) {
    check(tasks >= 1, "eventInterval must be at least 1", tasks);
    eventInterval = tasks;
    return this;
  }

  @Override
  public RuntimeBuilder globalQueueInterval(int tasks) {
    check(tasks >= 1, "globalQueueInterval must be at least 1", tasks);
    globalQueueInterval = tasks;
    return this;
  }

  @Override
  public RuntimeBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  @Override
  public RuntimeBuilder startPaused(boolean on) {
    if (on && (flavor == null || hasWorkers())) {
      throw new IllegalStateException(
          kind
              + " can't be started with its time paused, as its threads go on by themselves; tests"
              + " that own the clock use AsyncRuntime.currentThread()");
    }
    startPaused = on;
    return this;
  }

  @Override
  public RuntimeBuilder taskCosts(boolean on) {
    taskCosts = on;
    return this;
  }

  @Override
  public RuntimeBuilder jmx(boolean on) {
    jmx = on;
    return this;
  }

  @Override
  public RuntimeBuilder dumpOnSignal(SignalKind signal) {
    dumpSignal = Objects.requireNonNull(signal, "signal");
    return this;
  }

  @Override
  public RuntimeBuilder slowPollThreshold(Duration threshold) {
    boolean valid = !threshold.isNegative() && threshold.compareTo(LONGEST) <= 0;
    check(valid, "slowPollThreshold must be from zero to 292 years", threshold);
    slowPollThreshold = threshold;
    return this;
  }

  @Override
  public RuntimeBuilder onSlowPoll(Consumer<? super SlowPoll> hook) {
    onSlowPoll = Objects.requireNonNull(hook, "hook");
    return this;
  }

  @Override
  public RuntimeBuilder uncaughtExceptionHandler(Thread.UncaughtExceptionHandler handler) {
    Objects.requireNonNull(handler, "handler");
    failures = new FailureReporter((task, failure) -> tell(handler, task, failure));
    return this;
  }

  /** The time that timers go by; for tests. */
  RuntimeBuilder clock(NanoClock source) {
    clock = source;
    return this;
  }

  /** How the timers of a runtime without threads are waited for; for tests. */
  RuntimeBuilder delay(Delay how) {
    delay = how;
    return this;
  }

  @Override
  public AsyncRuntime build() {
    RuntimeScheduler scheduler = makeScheduler.apply(settings());
    Observers observers = new Observers(jmx, dumpSignal, slowPollThreshold, onSlowPoll, failures);
    return DefaultRuntime.start(scheduler, observers.begin(scheduler));
  }

  Settings settings() {
    return new Settings(
        name == null ? threadName : name,
        threadName,
        workerThreads,
        maxBlockingThreads,
        threadKeepAlive,
        new Environment(clock(), delay, seedOrAny(), blockingThreads, drivers()),
        failures,
        new Hooks(onThreadStart, onThreadStop, onTaskSpawn, onTaskTerminate, failures),
        unhandledPanic,
        new Pace(eventInterval, globalQueueInterval),
        taskCosts);
  }

  private IoDriver.Factory drivers() {
    return flavor == Flavor.DETERMINISTIC ? RuntimeBuilder::noDriver : Environment.driversOfJvm();
  }

  private static IoDriver noDriver(String runtime) {
    throw new UnsupportedOperationException(
        runtime
            + " is deterministic, and the network isn't: use a pipe, as of dev.weft.io.Duplex, in"
            + " place of a socket");
  }

  private NanoClock clock() {
    if (flavor == Flavor.DETERMINISTIC) {
      return PausableClock.virtual();
    }
    return startPaused ? PausableClock.paused(clock) : clock;
  }

  private long seedOrAny() {
    return seed == null ? ThreadLocalRandom.current().nextLong() : seed;
  }

  private static void checkName(String option, String name) {
    check(!name.isBlank(), option + " must not be blank", "\"" + name + "\"");
  }

  private static void check(boolean valid, String rule, Object argument) {
    if (!valid) {
      throw new IllegalArgumentException(rule + ": " + argument);
    }
  }

  private static void tell(
      Thread.UncaughtExceptionHandler handler, String task, Throwable failure) {
    try {
      handler.uncaughtException(Thread.currentThread(), failure);
    } catch (Throwable t) {
      log(task, failure);
      log("the uncaughtExceptionHandler, told of " + task + ",", t);
    }
  }

  /** Looked up when there is something to say: a JVM's first logger takes it many milliseconds. */
  private static System.Logger logger() {
    return System.getLogger("dev.weft");
  }

  private static void log(String task, Throwable failure) {
    logger().log(System.Logger.Level.ERROR, task + " failed", failure);
  }
}
