package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.abi.Traces;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import dev.weft.task.AbortHandle;
import dev.weft.task.TaskId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A task: one object that is the root strand, the waker and the join handle.
 *
 * <h2>State</h2>
 *
 * One word, changed by atomic operations only:
 *
 * <ul>
 *   <li>{@code NOTIFIED}: queued, or to be queued by the thread that polls. Set by whoever wakes
 *       and finds it unset, who then queues the task if {@code RUNNING} and {@code COMPLETE} are
 *       unset too; cleared by {@link #run} and {@link #drop} only.
 *   <li>{@code RUNNING}: being polled. Owned by the polling thread, which owns all fields of the
 *       strand with it.
 *   <li>{@code COMPLETE}: {@link #body} holds the result. Set once.
 *   <li>{@code CANCELLED}: set once by {@link #abort}; the next poll passes it to the strand. The
 *       reason lies among those who wait for the end, so that a task has no field for it.
 *   <li>The <em>ticket</em>, a number in the bits above: another one after each poll. A task may
 *       lie in a place from which several threads may take it ({@code Slot} of a worker): whoever
 *       changes the ticket from what it was there has taken it, by a poll or by {@link #take}.
 * </ul>
 *
 * A wake while {@code RUNNING} only sets {@code NOTIFIED}; the poller sees it when it clears {@code
 * RUNNING} and puts the task at the back of the queue. A wake is one atomic or; a poll is two
 * atomic operations around the strand.
 *
 * @param <T> the type of the value
 */
public final class Task<T extends @Nullable Object> extends RuntimeStrand
    implements JoinHandle<T>, Waker {
  private static final int NOTIFIED = 1;
  private static final int RUNNING = 1 << 1;
  private static final int COMPLETE = 1 << 2;
  private static final int CANCELLED = 1 << 3;

  private static final int TICKET_SHIFT = 4;

  /** One more, in the bits of the ticket. */
  private static final int TICKET = 1 << TICKET_SHIFT;

  private static final int TICKETS = -TICKET;

  private static final AtomicLong NEXT_ID = new AtomicLong(1);
  private static final Births BIRTHS = new Births(NEXT_ID::get);
  private static final VarHandle STATE;
  private static final VarHandle JOINERS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Task.class, "state", int.class);
      JOINERS = lookup.findVarHandle(Task.class, "joiners", Joiners.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What a task that failed holds in place of its value. */
  private record Thrown(Throwable cause, int traceLength, FailureReporter.@Nullable Unseen unseen) {
    static Thrown of(Throwable cause, FailureReporter.@Nullable Unseen unseen) {
      return new Thrown(cause, Traces.length(cause), unseen);
    }

    Throwable see() {
      if (unseen != null) {
        unseen.seen();
      }
      return cause;
    }
  }

  private final Scheduler scheduler;
  private final long id = NEXT_ID.getAndIncrement();

  /**
   * Who waits for the end; null before anybody does, {@link Joiners#CLOSED} from the end on. Most
   * tasks that sleep by the million have nobody.
   */
  private volatile @Nullable Joiners joiners;

  /** Where it was spawned, in the form of {@link Traces#place}. */
  private final String site;

  /** The future to start; then null; with {@code COMPLETE} the value or a {@link Thrown}. */
  private @Nullable Object body;

  private volatile int state;

  /** The next task in the queue that holds this one; belongs to whoever queued it. */
  public @Nullable Task<?> queueNext;

  /** Neighbours in the list of the runtime's live tasks; guarded by that list. */
  public @Nullable Task<?> ownedPrevious;

  /** See {@link #ownedPrevious}. */
  public @Nullable Task<?> ownedNext;

  private Task(Scheduler scheduler, Future<? extends T> body, String site, int state) {
    this.scheduler = scheduler;
    this.site = site;
    this.body = Objects.requireNonNull(body, "future");
    this.state = state;
  }

  /**
   * Makes a task that has not started.
   *
   * @param site where that is, in the form of {@link Traces#place}
   */
  @SuppressWarnings("unchecked") // a future with a name gives what the one without gives
  public static <T extends @Nullable Object> Task<T> create(
      Scheduler scheduler, Future<? extends T> body, String site) {
    if ((Future<?>) body instanceof Named named) {
      Future<? extends T> inner = (Future<? extends T>) named.unwrap();
      return new Task<>(scheduler, Scoped.inherit(inner), named.site(site), NOTIFIED);
    }
    return new Task<>(scheduler, Scoped.inherit(body), site, NOTIFIED);
  }

  /** Makes a task and starts it; see {@link #create}. */
  public static <T extends @Nullable Object> Task<T> spawn(
      Scheduler scheduler, Future<? extends T> body, String site) {
    Task<T> task = create(scheduler, body, site);
    task.start();
    return task;
  }

  /** Makes a task whose first poll is made right here, on the caller's thread. */
  public static <T extends @Nullable Object> Task<T> startHere(
      Scheduler scheduler, Future<? extends T> body, String site) {
    Task<T> task = create(scheduler, body, site);
    task.startHere();
    return task;
  }

  /** Hands the task to its runtime, which queues it. To be called once, this or the other. */
  public void start() {
    scheduler.spawn(this);
  }

  /** Polls the task for the first time, on the caller's thread. */
  public void startHere() {
    if (!scheduler.adopt(this)) {
      abort("its runtime is closed");
    }
    Budget budget = new Budget();
    budget.renew();
    Current.Scope scope = Current.enter(Current.Running.start(this));
    try {
      run(budget);
    } finally {
      scope.close();
    }
  }

  /** The present ticket; to be called by whoever has the task to queue. */
  public int ticket() {
    return state & TICKETS;
  }

  /**
   * Takes the task from where it lies with a ticket, without running it.
   *
   * @return false if it was taken from there before
   */
  public boolean take(int ticket) {
    int before = state;
    while ((before & TICKETS) == ticket) {
      int seen = (int) STATE.compareAndExchange(this, before, before + TICKET);
      if (seen == before) {
        return true;
      }
      before = seen;
    }
    return false;
  }

  /** Polls the task once, for whoever alone can take it; see {@link #run(Budget, int)}. */
  public void run(Budget budget) {
    run(budget, ticket());
  }

  /**
   * Polls the task once. To be called by its scheduler, once for each time it was queued. Does
   * nothing for a task that was dropped, or was taken from where it lay.
   *
   * @param ticket that of the task where it lies
   */
  public void run(Budget budget, int ticket) {
    int before = state;
    while ((before & (RUNNING | COMPLETE)) == 0 && (before & TICKETS) == ticket) {
      int seen = claim(before);
      if (seen == before) {
        poll(budget, before);
        return;
      }
      before = seen;
    }
  }

  private void poll(Budget budget, int before) {
    useBudget(budget);
    if ((before & CANCELLED) != 0) {
      requestCancel(abortReason());
    }
    Object answer;
    try {
      answer = proceed();
    } catch (Throwable t) {
      complete(t, true);
      return;
    }
    if (answer != Poll.PENDING) {
      complete(answer, false);
    } else if (((int) STATE.getAndBitwiseAnd(this, ~RUNNING) & NOTIFIED) != 0) {
      scheduler.reschedule(this);
    }
  }

  /**
   * Ends the task as cancelled where it stands, without running its cleanup: for a runtime that is
   * closed and has no thread for it any more. Does nothing for a task that runs or has ended.
   */
  public void drop(String reason) {
    int before = state;
    while ((before & (RUNNING | COMPLETE)) == 0) {
      int seen = claim(before);
      if (seen == before) {
        forget();
        complete(new CancelledError(reason), true);
        return;
      }
      before = seen;
    }
  }

  /** Begins to run if the state is as expected; returns what it was. */
  private int claim(int expected) {
    int running = ((expected & ~NOTIFIED) | RUNNING) + TICKET;
    return (int) STATE.compareAndExchange(this, expected, running);
  }

  private @Nullable Object proceed() throws Throwable {
    Future<?> first = (Future<?>) body;
    if (first == null) {
      return resume();
    }
    body = null;
    return start(first);
  }

  private void complete(@Nullable Object result, boolean failed) {
    if (!failed) {
      finish(result);
      return;
    }
    Throwable cause = (Throwable) Objects.requireNonNull(result);
    if (cause instanceof CancelledError) {
      finish(Thrown.of(cause, null));
    } else {
      finish(Thrown.of(cause, scheduler.failures().keep(this, toString(), cause)));
    }
  }

  private void finish(@Nullable Object result) {
    body = result;
    scheduler.ending(this);
    STATE.getAndBitwiseXor(this, RUNNING | COMPLETE);
    scheduler.ended(this);
    Joiners waiting = (Joiners) JOINERS.getAndSet(this, Joiners.CLOSED);
    if (waiting != null) {
      waiting.close();
    }
  }

  @Override
  public void wake() {
    int before = (int) STATE.getAndBitwiseOr(this, NOTIFIED);
    if ((before & (NOTIFIED | RUNNING | COMPLETE)) == 0) {
      scheduler.schedule(this);
    }
  }

  /** Why a task was aborted, in the list of those who wait for its end. */
  private record Reason(String text) implements Waker {
    @Override
    public void wake() {}
  }

  @Override
  public void abort(String reason) {
    Reason noted = new Reason(Objects.requireNonNull(reason, "reason"));
    if ((state & (COMPLETE | CANCELLED)) == 0) {
      onEnd(noted);
    }
    abort();
  }

  /** Aborts with a reason, or without. */
  public void abortFor(@Nullable String reason) {
    if (reason == null) {
      abort();
    } else {
      abort(reason);
    }
  }

  private @Nullable String abortReason() {
    Joiners list = joiners;
    Reason noted = list == null ? null : list.find(Reason.class);
    return noted == null ? null : noted.text;
  }

  @Override
  public void abort() {
    int before = (int) STATE.getAndBitwiseOr(this, NOTIFIED | CANCELLED);
    if ((before & (NOTIFIED | RUNNING | COMPLETE)) == 0) {
      scheduler.schedule(this);
    }
  }

  @Override
  public Waker waker() {
    return this;
  }

  @Override
  public Scheduler scheduler() {
    return scheduler;
  }

  @Override
  public boolean isFinished() {
    return (state & COMPLETE) != 0;
  }

  @Override
  public TaskId id() {
    return new TaskId(id);
  }

  @Override
  public long rest() {
    int now = state;
    return (now & ~TICKETS) == 0 ? (now & TICKETS) >>> TICKET_SHIFT : -1;
  }

  /** The number that its {@link #id} is made of. */
  public long number() {
    return id;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    return isFinished() || !onEnd(context.waker()) ? result(context) : Poll.PENDING;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    leave(context.waker());
    return Poll.CANCELLED;
  }

  private void leave(Waker waker) {
    Joiners list = joiners;
    if (list != null) {
      list.remove(waker);
    }
  }

  private @Nullable Object result(Context context) throws Throwable {
    if (!(body instanceof Thrown thrown)) {
      return body;
    }
    Throwable cause = thrown.see();
    if (cause instanceof CancelledError e) {
      throw cancellation(e);
    }
    throw Traces.rethrown(cause, thrown.traceLength, context);
  }

  private CancellationException cancellation(CancelledError error) {
    String reason = error.reason();
    String text = "task " + id + " was cancelled";
    CancellationException e =
        new CancellationException(reason == null ? text : text + ": " + reason);
    e.initCause(error);
    return e;
  }

  @Override
  public Future<Outcome<T>> outcome() {
    return new OutcomeFuture();
  }

  /**
   * Has a waker woken when the task has ended, by the thread that ends it.
   *
   * @return false if it has ended, and the waker won't be woken
   */
  public boolean onEnd(Waker waker) {
    Joiners list = joiners;
    if (list == null) {
      Joiners first = new Joiners();
      list = JOINERS.compareAndSet(this, null, first) ? first : joiners;
    }
    return Objects.requireNonNull(list, "never null again").add(waker);
  }

  private final class OutcomeFuture implements Future<Outcome<T>>, Waiting {
    @Override
    public Wait waitsFor() {
      return new Wait.ForStrands(List.of(Task.this));
    }

    @Override
    public Object poll(Context context) {
      return isFinished() || !onEnd(context.waker()) ? ended() : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) throws Throwable {
      leave(context.waker());
      return Poll.CANCELLED;
    }
  }

  /** Whether the task has ended with a failure; being cancelled is none. */
  public boolean hasFailed() {
    return isFinished()
        && body instanceof Thrown thrown
        && !(thrown.cause instanceof CancelledError);
  }

  /** Whether the task has ended because it was cancelled. */
  public boolean wasCancelled() {
    return isFinished() && body instanceof Thrown thrown && thrown.cause instanceof CancelledError;
  }

  /** How the task has ended; to be called once it has. Whoever asks has seen its failure. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the body returned it as a T
  public Outcome<T> ended() {
    if (!(body instanceof Thrown thrown)) {
      return new Outcome.Success<>((T) body);
    }
    Throwable cause = thrown.see();
    if (cause instanceof CancelledError e) {
      return new Outcome.Cancelled<>(e.reason());
    }
    if (isChecked(cause)) {
      return new Outcome.Failure<>((Exception) cause);
    }
    return new Outcome.Panic<>(cause);
  }

  @Override
  public Future<T> abortOnCancel() {
    return new OwnedTask<>(this);
  }

  @Override
  public AbortHandle abortHandle() {
    return new Aborter();
  }

  /** The task as somebody sees it who may abort it and no more. */
  private final class Aborter implements AbortHandle {
    @Override
    public void abort() {
      Task.this.abort();
    }

    @Override
    public void abort(String reason) {
      Task.this.abort(reason);
    }

    @Override
    public boolean isFinished() {
      return Task.this.isFinished();
    }

    @Override
    public TaskId id() {
      return Task.this.id();
    }
  }

  /**
   * What it has failed with, a {@link CancelledError} included; null if it has a value. To be
   * called once it is ending.
   */
  public @Nullable Throwable failure() {
    return body instanceof Thrown thrown ? thrown.cause : null;
  }

  /**
   * What it has ended with if that is an unchecked failure other than a cancellation, else null. To
   * be called once it is ending.
   */
  public @Nullable Throwable panic() {
    Throwable cause = failure();
    return cause instanceof CancelledError || isChecked(cause) ? null : cause;
  }

  private static boolean isChecked(@Nullable Throwable failure) {
    return failure instanceof Exception && !(failure instanceof RuntimeException);
  }

  /** The name that it was given; null for none. */
  public @Nullable String name() {
    return Named.nameOfSite(site);
  }

  /**
   * How long ago it was spawned, at least; see {@link Births}.
   *
   * @param now in the terms of {@link System#nanoTime}
   */
  public Duration age(long now) {
    return Duration.ofNanos(BIRTHS.age(id, now));
  }

  /** When tasks were spawned, about. */
  public static Births births() {
    return BIRTHS;
  }

  /** The place that it was spawned at. */
  public StackTraceElement spawnedAt() {
    return Traces.place(Named.placeOfSite(site));
  }

  @Override
  protected StackTraceElement[] origin() {
    return new StackTraceElement[] {Traces.spawned(toString(), spawnedAt())};
  }

  @Override
  protected void onAbandoned(List<StackTraceElement> stack) {
    scheduler.failures().reportAbandoned(toString(), stack);
  }

  @Override
  public String toString() {
    String name = name();
    return name == null ? "task " + id : "task " + id + " '" + name + "'";
  }
}
