package dev.weft.internal.sync;

import dev.weft.Waker;
import dev.weft.internal.queue.Wakers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for the next change of something; each change wakes them all.
 *
 * <h2>State</h2>
 *
 * Members are linked into a stack, {@link #top} first. Who waits writes its waker into its member
 * and pushes that, unless it is listed already; a change takes the whole stack at once, and walks
 * over it alone. A member is listed from the push until the walk comes to it, so it is in one stack
 * at a time, and its links belong to whoever has that stack.
 *
 * <h2>Waking</h2>
 *
 * Who waits {@linkplain #enter enters} first and looks at the thing afterwards; who changes the
 * thing changes it first and {@linkplain #wakeAll wakes} afterwards. All of it is volatile, so one
 * of the two sees the other. A member that finds itself listed still, while a walk is on its way to
 * it, is woken by that walk: the walk unlists it before it takes the waker, and who waits has
 * written the waker before it looks whether it is listed. Then it may be woken for a change that it
 * has seen, and looks for nothing.
 *
 * <h2>Leaving</h2>
 *
 * A wait that is given up leaves the member listed, without a waker, for its next wait. One that
 * will never wait again {@linkplain #quit quits}: it stays, too, until the next change. Once those
 * are more than the rest, all are woken, and the stack is empty. So a member costs its push,
 * however many there are and however they come and go, and no memory is lost.
 *
 * <h2>Costs</h2>
 *
 * Waiting is a volatile store and a compare-and-set, a change that finds nobody one volatile load;
 * nothing is allocated and no lock is taken. Who waited longest is woken first.
 */
public final class Crowd {
  /** Those who have quit are let be while they are no more than these. */
  private static final int SPARED = 32;

  private static final VarHandle TOP;
  private static final VarHandle QUITTERS;
  private static final VarHandle WAKER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TOP = lookup.findVarHandle(Crowd.class, "top", Member.class);
      QUITTERS = lookup.findVarHandle(Crowd.class, "quitters", int.class);
      WAKER = lookup.findVarHandle(Member.class, "waker", Waker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * One who may wait, again and again. What waits extends it, so that waiting allocates nothing.
   */
  public abstract static class Member {
    /** Null for nobody. Written by the strand that waits, taken by who wakes; through WAKER. */
    private volatile @Nullable Waker waker;

    /** Set by the strand that waits, cleared by the walk that comes here. */
    private volatile boolean listed;

    private @Nullable Member below;

    /** How many are listed here and below. */
    private int height;

    /** One who doesn't wait. */
    protected Member() {}
  }

  /** Changed through TOP. */
  private volatile @Nullable Member top;

  /** About how many are listed that won't wait again. Changed through QUITTERS. */
  private volatile int quitters;

  /** Nobody waits. */
  public Crowd() {}

  /** Has a waker woken by the next change; to be called by the member's strand. */
  public void enter(Member member, Waker waker) {
    if (member.waker != waker) {
      member.waker = waker;
    }
    if (!member.listed) {
      member.listed = true;
      push(member);
    }
  }

  private void push(Member member) {
    Member seen;
    do {
      seen = top;
      member.below = seen;
      member.height = seen == null ? 1 : seen.height + 1;
    } while (!TOP.compareAndSet(this, seen, member));
  }

  /** The member doesn't wait any more; to be called by its strand. */
  public void leave(Member member) {
    member.waker = null;
  }

  /** The member will never wait again; to be called by its strand. */
  public void quit(Member member) {
    member.waker = null;
    if (member.listed && (int) QUITTERS.getAndAdd(this, 1) >= SPARED) {
      Member seen = top;
      if (seen != null && quitters > seen.height / 2) {
        wakeAll();
      }
    }
  }

  /**
   * Wakes all who wait. One waker that fails keeps no other from being woken; the first failure is
   * thrown afterwards, with the others suppressed.
   */
  public void wakeAll() {
    if (top != null) {
      wake(take());
    }
  }

  /** The whole stack. */
  private @Nullable Member take() {
    if (quitters != 0) {
      quitters = 0;
    }
    return (Member) TOP.getAndSet(this, null);
  }

  private static void wake(@Nullable Member taken) {
    RuntimeException failure = null;
    Member member = oldestFirst(taken);
    while (member != null) {
      Member next = member.below;
      member.below = null;
      member.listed = false;
      failure = Wakers.wake(failure, (Waker) WAKER.getAndSet(member, null));
      member = next;
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Turns the stack round. */
  private static @Nullable Member oldestFirst(@Nullable Member taken) {
    Member done = null;
    Member member = taken;
    while (member != null) {
      Member next = member.below;
      member.below = done;
      done = member;
      member = next;
    }
    return done;
  }

  /** How many are listed. */
  int size() {
    Member seen = top;
    return seen == null ? 0 : seen.height;
  }
}
