package dev.weft.internal.task;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Any number of branches of which those alone are polled that were woken, so that a wake-up costs
 * the same however many there are.
 *
 * <h2>Queues</h2>
 *
 * A branch is in at most one of two queues, and its flag {@code woken} is set exactly as long. Who
 * wakes it and finds the flag unset pushes it onto {@link #woken}, a stack, and wakes whoever polls
 * all. {@link #look} takes the whole stack and has its branches line up in the order in which they
 * were woken, each time beginning with another one, so that none is always last.
 *
 * <h2>Turns</h2>
 *
 * {@link #pollEnded} polls those in the line and doesn't look at the stack: a branch that wakes
 * itself waits for the next look, as a task that yields does. Where the budget is spent the rest
 * stays in the line: to have each of 100,000 branches find that out would take quadratic time.
 *
 * <h2>Threads</h2>
 *
 * All but the stack and {@link #poller} belongs to the strand that polls. That may be another one
 * from time to time: it notes itself before it takes the stack, and who wakes a branch pushes it
 * before it reads whom to wake.
 */
public final class Branches {
  private static final VarHandle STACK;
  private static final @Nullable Member[] NO_MEMBERS = {};

  static {
    try {
      STACK = MethodHandles.lookup().findVarHandle(Branches.class, "woken", Member.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A branch among others. */
  public static final class Member extends Branch {
    private final Branches all;

    /** What it was added as. */
    private final int number;

    /** The next one in the queue that this one is in. */
    private @Nullable Member behind;

    /** Where it is among those that have not ended; negative once it has. */
    private int place;

    private boolean told;
    private @Nullable Object value;
    private @Nullable Throwable failure;

    private Member(Branches all, Future<?> body, int number) {
      super(body);
      this.all = all;
      this.number = number;
    }

    /** What it was added as. */
    public int number() {
      return number;
    }

    /**
     * What it has ended with: its value, or {@link Poll#CANCELLED}.
     *
     * @throws Throwable its failure
     */
    public @Nullable Object outcome() throws Throwable {
      if (failure != null) {
        throw failure;
      }
      return value;
    }

    @Override
    public void wake() {
      if (!isWoken()) {
        all.push(this);
        Objects.requireNonNull(all.poller, "polled first").wake();
      }
    }

    /** Sets the flag; returns whether it was set already. */
    private boolean isWoken() {
      return (boolean) WOKEN.getAndSet(this, true);
    }

    /** Who wakes it is to push it from now on; what goes on after a wake-up does that by itself. */
    private void leave() {
      WOKEN.setVolatile(this, false);
    }

    /** Goes on; returns whether it has ended. */
    private boolean step(Context context) {
      try {
        value = all.cancelling && !told ? giveUp(context) : go(context);
      } catch (Throwable t) {
        failure = t;
        return true;
      }
      return value != Poll.PENDING;
    }

    private @Nullable Object go(Context context) throws Throwable {
      if (!isStarted()) {
        leave();
      }
      return poll(context);
    }

    private @Nullable Object giveUp(Context context) throws Throwable {
      told = true;
      leave();
      String reason = all.reason;
      return reason == null ? cancel(context) : ((RuntimeStrand) context).cancelFor(reason, this);
    }
  }

  @SuppressWarnings("unused") // through STACK
  private volatile @Nullable Member woken;

  /** Whom to wake; null before the first look. */
  private volatile @Nullable Waker poller;

  /** The line: the first one, and the last one while there is a first. */
  private @Nullable Member first;

  private @Nullable Member last;

  /** Those that have not ended, in the first places. */
  private @Nullable Member[] alive;

  private int count;

  /** With how many the line has begun; those that start are the first. */
  private int looks = 1;

  private boolean cancelling;

  /** Why all are cancelled; null where the strand that polls is cancelled itself. */
  private @Nullable String reason;

  /** No branches. */
  public Branches() {
    this(0);
  }

  /** No branches, with places for some. */
  public Branches(int expected) {
    alive = expected == 0 ? NO_MEMBERS : new @Nullable Member[expected];
  }

  /**
   * Adds a branch, which starts when it is its turn; at the end of the line.
   *
   * @param body the future to run
   * @param number a number to know it by
   */
  public void add(Future<?> body, int number) {
    Member member = new Member(this, body, number);
    member.isWoken();
    if (count == alive.length) {
      alive = Arrays.copyOf(alive, Math.max(8, 2 * count));
    }
    member.place = count;
    alive[count++] = member;
    lineUp(member);
  }

  /** How many have not ended. */
  public int size() {
    return count;
  }

  /** Those that have not ended. */
  public List<Member> alive() {
    return Arrays.stream(alive).filter(Objects::nonNull).toList();
  }

  /** Has those line up that were woken since the last look; they wake this context from now on. */
  public void look(Context context) {
    if (poller != context.waker()) {
      poller = context.waker();
    }
    Member taken = woken == null ? null : (Member) STACK.getAndSet(this, null);
    if (taken == null) {
      return;
    }
    Member oldest = null;
    int number = 0;
    for (Member each = taken; each != null; number++) {
      Member next = each.behind;
      each.behind = oldest;
      oldest = each;
      each = next;
    }
    lineUp(oldest, Math.floorMod(looks++, number));
  }

  /** Adds a chain to the line that begins with one in its midst and goes round. */
  private void lineUp(@Nullable Member chain, int start) {
    Member head = chain;
    Member rest = chain;
    for (int i = 0; i < start; i++) {
      rest = Objects.requireNonNull(rest).behind;
    }
    Member middle = rest;
    while (rest != null) {
      rest = lineUp(rest);
    }
    while (head != middle) {
      head = lineUp(Objects.requireNonNull(head));
    }
  }

  /** Adds one to the line; returns which was behind it. */
  private @Nullable Member lineUp(Member member) {
    Member behind = member.behind;
    member.behind = null;
    if (first == null) {
      first = member;
    } else {
      Objects.requireNonNull(last).behind = member;
    }
    last = member;
    return behind;
  }

  /**
   * Polls those in the line until one ends. To be called in the poll that {@link #look} was called
   * in.
   *
   * @return the one that has ended, or null if no more do so now
   */
  public @Nullable Member pollEnded(Context context) {
    RuntimeStrand strand = (RuntimeStrand) context;
    for (Member next = first; next != null; next = first) {
      if (strand.isSpent()) {
        strand.yieldSpent();
        return null;
      }
      first = next.behind;
      next.behind = null;
      if (next.place >= 0 && next.step(context)) {
        remove(next);
        return next;
      }
    }
    return null;
  }

  private void remove(Member ended) {
    Member moved = Objects.requireNonNull(alive[--count]);
    alive[ended.place] = moved;
    moved.place = ended.place;
    alive[count] = null;
    ended.place = -1;
  }

  /**
   * Has all be cancelled by {@link #pollEnded}; those that have not started just end.
   *
   * @param cause why; null if the strand that polls is cancelled, which knows
   */
  public void cancel(@Nullable String cause) {
    cancelling = true;
    reason = cause;
    for (Member each : alive) {
      if (each != null && !each.isWoken()) {
        lineUp(each);
      }
    }
  }

  private void push(Member member) {
    Member top;
    do {
      top = woken;
      member.behind = top;
    } while (!STACK.compareAndSet(this, top, member));
  }
}
