package dev.weft.abi;

import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.future.Ready;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chain of suspended frames with the leaf future that the innermost one waits for, and the loop
 * that drives it.
 *
 * <h2>Running</h2>
 *
 * Bodies of async methods call one another directly on the Java stack and get the strand passed
 * along. When a leaf isn't ready, the innermost body links its frame with {@link #push} and returns
 * {@link Poll#PENDING}; so does each caller on the way out, and the chain lies in the heap,
 * innermost first ({@code top}). A wake-up polls the leaf and runs the innermost frame only; a
 * frame that ends hands its result to its caller in the loop of {@link #unwind}, never by
 * recursion.
 *
 * <h2>Depth</h2>
 *
 * {@link #depth} is a parameter in disguise: the caller of a body writes it just before the call
 * ({@link #enter}), the body reads it once, first thing. Nobody counts down, so an exception can't
 * leave it wrong. A body that finds itself too deep pushes itself as a fresh frame and returns
 * {@code PENDING} with no leaf set; the loop then goes on with that frame at once.
 *
 * <h2>Cancellation</h2>
 *
 * {@link #requestCancel} only notes a reason, which the next resume acts on: it tells the leaf,
 * waits until the leaf has let go, and throws {@link CancelledError} at the await. The reason
 * stays: each further leaf throws at once, unless it is {@link Shielding}. A strand that swallows
 * the error too often is abandoned. Branches of a leaf that is told find the reason in the budget,
 * so that futures which hand a cancellation on need not know of it.
 *
 * <h2>Failures</h2>
 *
 * A failure that comes out of the first run, the leaf or a frame gets its callers into its stack
 * trace; see {@link LogicalTrace}.
 *
 * <h2>Costs and threads</h2>
 *
 * A leaf that is ready costs its poll, two type tests, and the budget's countdown, which a future
 * made by {@code ready} leaves alone; nothing is allocated, nothing is fenced. A task that lives
 * long is in the old generation, and there G1's barrier makes a fence of each store of a younger
 * object. So one suspension stores two references here, the leaf and the innermost frame, each only
 * where it isn't there already; frames are linked, and given what they go on with, in fields of
 * their own, which mostly are young. {@code SuspendResume} among the benchmarks measures it. All
 * fields belong to the thread that polls; who schedules a strand makes one poll happen before the
 * next. Not for users.
 */
public abstract non-sealed class Strand implements Context {
  /** Direct calls on one Java stack before the rest is moved to the heap. */
  private static final int MAX_DEPTH = 256;

  /** Cancellations that a strand may swallow before it is abandoned. */
  private static final int MAX_SWALLOWED = 100;

  /**
   * The innermost suspended frame; null where the leaf is the whole strand. While frames run, the
   * one that was resumed first, until it ends or another takes its place.
   */
  private @Nullable AsyncFrame top;

  /** What the strand waits for, or has waited for while it runs. */
  private @Nullable Future<?> leaf;

  private @Nullable Throwable failure;

  /** Why cancellation was requested, {@link #NO_REASON} for none; null before the request. */
  private @Nullable String cancelled;

  /** Renewed by the thread that polls; never null while polled. */
  private Budget budget = NONE;

  private int depth;
  private int swallowed;

  /** Whether frames were linked, {@link #top} first, since the running frame was entered. */
  private boolean linked;

  /** Whether it waits for the leaf. */
  private boolean waiting;

  private boolean abandoned;

  /** Whether the leaf was polled, so that it must be told of a cancellation. */
  private boolean leafPolled;

  /** Whether the leaf was told of a cancellation and still cleans up. */
  private boolean leafCancelling;

  private static final String NO_REASON = "";
  private static final Budget NONE = new Budget();
  private static final StackTraceElement[] NOWHERE = {};

  /** A strand that runs nothing yet. */
  protected Strand() {}

  /**
   * Makes a future that runs another one in a strand of its own inside the task of this strand.
   *
   * @param body the future to run
   * @return its branch
   */
  protected abstract Future<?> branch(Future<?> body);

  /**
   * The strand that polls this one; null for the outermost.
   *
   * @return the strand around this one
   */
  protected @Nullable Strand outer() {
    return null;
  }

  /**
   * What traces show below the outermost frame of an outermost strand: who started it. The last
   * line is unlike that of any other strand: it says so, or is always the same object.
   *
   * @return the lines, none where nothing is known
   */
  protected StackTraceElement[] origin() {
    return NOWHERE;
  }

  // What woven code calls.

  /**
   * Awaits a future.
   *
   * @param future the future; null throws
   * @param strand the strand that runs the caller
   * @param depth the caller's depth
   * @return the value, or {@link Poll#PENDING}: then the caller must push its frame and return that
   * @throws Throwable the future's failure
   */
  public static @Nullable Object await(@Nullable Future<?> future, Strand strand, int depth)
      throws Throwable {
    return mayAsk(future, strand) ? ask(future, strand, depth) : Poll.PENDING;
  }

  /**
   * The first half of an await in a loop: whether the budget allows to ask a future. So the value
   * that {@link #ask} gives meets no sentinel on its way to the caller, and HotSpot can leave out
   * the box of a value that is used at once.
   *
   * @param future the future
   * @param strand the strand that runs the caller
   * @return false if not: then the caller must push its frame and return {@link Poll#PENDING}
   */
  public static boolean mayAsk(@Nullable Future<?> future, Strand strand) {
    return !strand.budget.isSpent() || strand.mayAskWithoutBudget(future);
  }

  /**
   * The second half: awaits a future that may be asked.
   *
   * @param future the future; null throws
   * @param strand the strand that runs the caller
   * @param depth the caller's depth
   * @return the value, or {@link Poll#PENDING}: then the caller must push its frame and return that
   * @throws Throwable the future's failure
   */
  public static @Nullable Object ask(@Nullable Future<?> future, Strand strand, int depth)
      throws Throwable {
    if (future instanceof AsyncFrame frame) {
      return strand.call(frame, depth);
    }
    return strand.askLeaf(Objects.requireNonNull(future, "await(null)"));
  }

  /**
   * Awaits the future that an async method returns, in its place. A value that is there is
   * returned, which is no await of the source: a cancellation doesn't take it away.
   *
   * @param future the future; null throws
   * @param strand the strand that runs the method
   * @param depth the method's depth
   * @return the value, or {@link Poll#PENDING}: then the caller returns that and pushes nothing
   * @throws Throwable the future's failure
   */
  public static @Nullable Object awaitTail(@Nullable Future<?> future, Strand strand, int depth)
      throws Throwable {
    if (future == null) {
      throw new NullPointerException(
          "an async method or lambda returned null in place of a future; return ready() or"
              + " ready(null), or write a lambda that returns nothing");
    }
    if (future instanceof Ready<?> ready) {
      return ready.value();
    }
    return await(future, strand, depth);
  }

  /**
   * The depth of the body that reads it first thing.
   *
   * @return direct calls below the loop
   */
  public final int depth() {
    return depth;
  }

  /**
   * Prepares the direct call of another body.
   *
   * @param depth the caller's depth
   * @return this
   */
  public final Strand enter(int depth) {
    this.depth = depth + 1;
    return this;
  }

  /**
   * Whether a body must not run on this Java stack any more.
   *
   * @param depth its depth
   * @return true if it must push itself as a fresh frame
   */
  public static boolean isTooDeep(int depth) {
    return depth >= MAX_DEPTH;
  }

  /**
   * Takes one completion from the budget for something that no await sees, such as an element that
   * a stream leaves out. To be called while this is polled.
   *
   * @return whether the task may do more of the kind at once; if not, it will be polled again when
   *     others have run, and {@link Poll#PENDING} is the answer until then
   */
  public final boolean spend() {
    if (--budget.left > 0) {
      return true;
    }
    budget.countYield();
    waker().wake();
    return false;
  }

  // What bodies of this package and strands of the runtime call.

  final void push(AsyncFrame frame) {
    AsyncFrame first = top;
    if (linked && first != null) {
      first.append(frame);
      return;
    }
    linked = true;
    if (first != frame) {
      top = frame;
    }
  }

  /** Throws what the leaf or a frame has thrown, at the await that waited for it. */
  final void throwFailure() throws Throwable {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
  }

  /**
   * Starts a future as the whole of this strand.
   *
   * @param body the future
   * @return its value, or {@link Poll#PENDING}
   * @throws Throwable its failure
   */
  protected final @Nullable Object start(Future<?> body) throws Throwable {
    Object answer = firstRun(body);
    if (answer != Poll.PENDING) {
      return answer;
    }
    relink(null);
    if (abandoned) {
      abandon();
    }
    return waiting ? Poll.PENDING : unwind(null);
  }

  /**
   * Goes on with a strand that was woken.
   *
   * @return its value, or {@link Poll#PENDING}
   * @throws Throwable its failure
   */
  protected final @Nullable Object resume() throws Throwable {
    Object answer = null;
    Future<?> waited = leaf;
    if (waiting && waited != null) {
      try {
        answer = pollLeaf(waited);
        if (answer == Poll.PENDING) {
          return Poll.PENDING;
        }
      } catch (Throwable t) {
        LogicalTrace.ofLeaf(t, this);
        failure = t;
      }
      waiting = false;
      leafCancelling = false;
    }
    return unwind(answer);
  }

  /**
   * Has the next {@link #resume} throw {@link CancelledError} at the await. The caller sees to it
   * that there is one. The reason is that of the cancellation which is under way, if there is one.
   */
  protected final void requestCancel() {
    requestCancel(budget.reason);
  }

  /**
   * The same for a reason of its own. The first reason stays.
   *
   * @param reason who or what cancels; null for nothing to say
   */
  protected final void requestCancel(@Nullable String reason) {
    if (cancelled == null) {
      cancelled = reason == null ? NO_REASON : reason;
    }
  }

  /**
   * Cancels a future that this strand has polled, and tells its branches why.
   *
   * @param future the future
   * @param reason who or what cancels; null for nothing to say
   * @return its answer
   * @throws Throwable its failure
   */
  protected final @Nullable Object cancel(Future<?> future, @Nullable String reason)
      throws Throwable {
    String outer = budget.reason;
    budget.reason = reason;
    try {
      return future.cancel(this);
    } finally {
      budget.reason = outer;
    }
  }

  /**
   * Why a future of this strand is being told of a cancellation.
   *
   * @return the reason; null if nobody has said, or outside of a cancellation
   */
  protected final @Nullable String reasonUnderWay() {
    return budget.reason;
  }

  /**
   * Why this strand is cancelled.
   *
   * @return the reason; null if none was given, or if it isn't cancelled
   */
  private @Nullable String cancelReason() {
    String reason = cancelled;
    return NO_REASON.equals(reason) ? null : reason;
  }

  /**
   * Whether cancellation was requested.
   *
   * @return true from the request on
   */
  protected final boolean isCancelled() {
    return cancelled != null;
  }

  /**
   * Whether the async code that waits here is cancelled: that of this strand, or of the one around
   * it where this runs no code but a combinator's future.
   *
   * @return true from the request on
   */
  protected final boolean codeIsCancelled() {
    Strand strand = this;
    for (Strand outer = outer(); strand.top == null && outer != null; outer = strand.outer()) {
      strand = outer;
    }
    return strand.cancelled != null;
  }

  /**
   * The budget of the task that this strand is a part of.
   *
   * @return the budget to share with branches
   */
  protected final Budget budget() {
    return budget;
  }

  /** The budget is spent: has the task be polled again when others have run. */
  protected final void letOthersRun() {
    budget.countYield();
    waker().wake();
  }

  /**
   * Sets what the coming poll may spend.
   *
   * @param budget the polling thread's
   */
  protected final void useBudget(Budget budget) {
    if (this.budget != budget) {
      this.budget = budget;
    }
  }

  /**
   * Called when this strand has swallowed its cancellation too often and its frames are dropped.
   *
   * @param stack where it was suspended, innermost first
   */
  protected void onAbandoned(List<StackTraceElement> stack) {}

  /**
   * Where this strand is suspended, and who started it.
   *
   * @return the logical stack, innermost first
   */
  protected final List<StackTraceElement> logicalStack() {
    Folding lines = new Folding();
    new Callers(this, top).addTo(lines, false);
    return lines.finish();
  }

  /** Whether it waits for a leaf, so that its frames are all linked. */
  final boolean isSuspended() {
    return waiting;
  }

  /** What it waits for, if it does. */
  final @Nullable Future<?> leaf() {
    return leaf;
  }

  /** The innermost suspended frame. */
  final @Nullable AsyncFrame innermost() {
    return top;
  }

  /** Below it on the stack are the thread's own frames; see {@link RuntimeFrames}. */
  private @Nullable Object firstRun(Future<?> body) throws Throwable {
    try {
      return await(body, this, 0);
    } catch (Throwable t) {
      LogicalTrace.ofFirstRun(t, this, body);
      throw t;
    }
  }

  private @Nullable Object call(AsyncFrame frame, int depth) throws Throwable {
    frame.claim();
    if (isTooDeep(depth)) {
      push(frame);
      return Poll.PENDING;
    }
    this.depth = depth + 1;
    return frame.resume(this);
  }

  /** The next leaf waits for the next poll; what is no leaf, or ends at once, goes on. */
  private boolean mayAskWithoutBudget(@Nullable Future<?> future) {
    if (future == null
        || future instanceof AsyncFrame
        || future instanceof Ready
        || cancelled != null) {
      return true;
    }
    defer(future);
    return false;
  }

  private @Nullable Object askLeaf(Future<?> future) throws Throwable {
    if (cancelled != null) {
      return awaitCancelled(future);
    }
    if (future instanceof Ready<?> ready) {
      return ready.value();
    }
    Object answer = pollFirst(future);
    if (answer == Poll.PENDING) {
      waitFor(future, true);
    } else {
      budget.left--;
    }
    return answer;
  }

  /** A failure counts as a value does: a loop over failures must let others run, too. */
  private @Nullable Object pollFirst(Future<?> future) throws Throwable {
    try {
      return future.poll(this);
    } catch (Throwable t) {
      budget.left--;
      throw t;
    }
  }

  private void waitFor(Future<?> future, boolean polled) {
    if (leaf != future) {
      leaf = future;
    }
    leafPolled = polled;
    waiting = true;
  }

  /** Waits for the next poll of the task without having asked the leaf. */
  private Object defer(Future<?> future) {
    waitFor(future, false);
    letOthersRun();
    return Poll.PENDING;
  }

  private @Nullable Object awaitCancelled(Future<?> future) throws Throwable {
    if (!(future instanceof Shielding)) {
      if (++swallowed <= MAX_SWALLOWED) {
        throw new CancelledError(cancelReason());
      }
      abandoned = true;
      return Poll.PENDING;
    }
    Object answer = pollCancelled(future);
    if (answer == Poll.PENDING) {
      waitFor(future, true);
      leafCancelling = true;
    }
    return delivered(answer);
  }

  /** Starts what a cancelled strand may await, and tells it. */
  private @Nullable Object pollCancelled(Future<?> shield) throws Throwable {
    Object answer = shield.poll(this);
    return answer == Poll.PENDING ? cancel(shield, cancelReason()) : answer;
  }

  /** A leaf that was put off and not polled is dropped, unless it must run in any case. */
  private @Nullable Object cancelLeaf(Future<?> waited) throws Throwable {
    if (leafPolled) {
      return cancel(waited, cancelReason());
    }
    leafPolled = true;
    return waited instanceof Shielding ? pollCancelled(waited) : Poll.CANCELLED;
  }

  private @Nullable Object pollLeaf(Future<?> waited) throws Throwable {
    if (cancelled != null && !leafCancelling) {
      leafCancelling = true;
      return delivered(cancelLeaf(waited));
    }
    if (!leafPolled && budget.isSpent()) {
      return defer(waited);
    }
    leafPolled = true;
    Object answer = delivered(waited.poll(this));
    if (answer != Poll.PENDING) {
      budget.left--;
    }
    return answer;
  }

  private @Nullable Object delivered(@Nullable Object answer) {
    if (answer == Poll.CANCELLED) {
      throw new CancelledError(cancelReason());
    }
    return answer;
  }

  /**
   * Runs frames from the innermost on, until one suspends or none is left.
   *
   * @param answer what the innermost goes on with
   */
  private @Nullable Object unwind(@Nullable Object answer) throws Throwable {
    Object value = answer;
    Throwable traced = failure;
    AsyncFrame frame = top;
    while (frame != null) {
      AsyncFrame next = frame.unlink(value);
      depth = 0;
      linked = false;
      try {
        value = frame.resume(this);
        if (value != Poll.PENDING) {
          forgetTop();
          frame = next;
          continue;
        }
      } catch (Throwable t) {
        forgetTop();
        failure = t;
        value = null;
        LogicalTrace.ofFrame(t, traced, this, frame, next);
        traced = t;
        frame = next;
        continue;
      }
      relink(next);
      if (abandoned) {
        abandon();
      }
      if (waiting) {
        return Poll.PENDING;
      }
      value = null;
      frame = top;
    }
    leaf = null;
    throwFailure();
    return value;
  }

  private void forgetTop() {
    if (top != null) {
      top = null;
    }
  }

  /** Hangs the frames that are still suspended behind those that were linked just now. */
  private void relink(@Nullable AsyncFrame rest) {
    AsyncFrame first = top;
    if (linked && first != null) {
      first.close(rest);
    } else {
      top = rest;
    }
  }

  /** Nothing of this strand will run any more: lets go of what its frames hold. */
  protected final void forget() {
    top = null;
    leaf = null;
  }

  private void abandon() {
    List<StackTraceElement> stack = logicalStack();
    forget();
    onAbandoned(stack);
    throw new CancelledError("abandoned after " + MAX_SWALLOWED + " swallowed cancellations");
  }
}
