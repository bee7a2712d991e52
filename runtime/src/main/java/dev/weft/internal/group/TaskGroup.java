package dev.weft.internal.group;

import dev.weft.Waker;
import dev.weft.internal.queue.Chain;
import dev.weft.internal.task.Joiners;
import dev.weft.internal.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one owner: those that live, and those that have ended and that nobody has taken yet,
 * in the order of their ends.
 *
 * <h2>State</h2>
 *
 * All of it is guarded by this object's monitor. A member is in the chain of the living or in that
 * of the ended or, once it was taken or detached, in none, and never comes back. It is the waker of
 * its task's end, and that moves it from the first chain to the second. The group is open, then
 * perhaps closed, when what is added is aborted, then perhaps over, when nothing can be added.
 *
 * <p>Whoever waits for the next end is listed in {@link #waiting}. An end takes the list away and
 * wakes all of it, outside of the monitor. So nobody is forgotten when one of several who wait has
 * given up.
 *
 * @param <K> what the owner knows a member by
 */
public final class TaskGroup<K> {
  private enum Phase {
    OPEN,
    CLOSED,
    OVER
  }

  /**
   * A task in a group.
   *
   * @param <K> what the owner knows it by
   */
  public static final class Member<K> extends Chain.Link<Member<K>> implements Waker {
    private final TaskGroup<K> group;
    private final K key;
    private final Task<?> task;

    /** Woken after the group was told of the end; null for nobody. */
    private final @Nullable Waker after;

    private Member(TaskGroup<K> group, K key, Task<?> task, @Nullable Waker after) {
      this.group = group;
      this.key = key;
      this.task = task;
      this.after = after;
    }

    /** What the owner knows it by. */
    public K key() {
      return key;
    }

    /** The task. */
    public Task<?> task() {
      return task;
    }

    /** The task has ended. */
    @Override
    public void wake() {
      group.ended(this);
      if (after != null) {
        after.wake();
      }
    }
  }

  private final Chain<Member<K>> living = new Chain<>();
  private final Chain<Member<K>> ended = new Chain<>();
  private final boolean failsTogether;
  private Phase phase = Phase.OPEN;

  /** Why it was closed; null if nobody has said. */
  private @Nullable String reason;

  /** Who waits for the next end; null for nobody. */
  private @Nullable Joiners waiting;

  private TaskGroup(boolean failsTogether) {
    this.failsTogether = failsTogether;
  }

  /** An open group without tasks. */
  public TaskGroup() {
    this(false);
  }

  /**
   * An open group that is closed by the first of its tasks that fails: by the thread that ends it,
   * when the member is among the ended. Being cancelled is no failure.
   */
  static <K> TaskGroup<K> failingTogether() {
    return new TaskGroup<>(true);
  }

  /** Makes a task a member that is not in the group yet. */
  public Member<K> member(K key, Task<?> task) {
    return member(key, task, null);
  }

  /** The same, with a waker that is woken after the group was told of the task's end. */
  Member<K> member(K key, Task<?> task, @Nullable Waker after) {
    return new Member<>(this, key, task, after);
  }

  /**
   * Adds a new member, whose task may have started and even ended. If the group is closed the task
   * is aborted.
   *
   * @return false if the group is over: then nothing was done
   */
  public boolean add(Member<K> member) {
    Phase entered = enter(member);
    if (entered == Phase.CLOSED) {
      member.task.abortFor(reason());
    }
    if (entered != Phase.OVER && !member.task.onEnd(member)) {
      member.wake();
    }
    return entered != Phase.OVER;
  }

  private synchronized @Nullable String reason() {
    return reason;
  }

  private synchronized Phase enter(Member<K> member) {
    if (phase != Phase.OVER) {
      living.add(member);
    }
    return phase;
  }

  private void ended(Member<K> member) {
    Joiners woken;
    synchronized (this) {
      if (!living.remove(member)) {
        return;
      }
      ended.add(member);
      woken = waiting;
      waiting = null;
    }
    if (failsTogether && member.task.hasFailed()) {
      close(member.task + " has failed, which belongs to the same scope");
    }
    wake(woken);
  }

  private static void wake(@Nullable Joiners woken) {
    if (woken != null) {
      woken.close();
    }
  }

  /** Takes the member that has ended first; null if none has. */
  public synchronized @Nullable Member<K> takeEnded() {
    return ended.poll();
  }

  /** Lists a waker for the next end; false if one has ended, or if there is nothing to wait for. */
  public synchronized boolean awaitNext(Waker waker) {
    if (!ended.isEmpty() || living.isEmpty()) {
      return false;
    }
    list(waker);
    return true;
  }

  /**
   * Takes all that have ended and lists a waker for the next end.
   *
   * @return whether there were no members left then
   */
  public boolean drain(Waker waker, Consumer<Member<K>> taker) {
    for (; ; ) {
      Member<K> member;
      synchronized (this) {
        member = ended.poll();
        if (member == null) {
          list(waker);
          return living.isEmpty();
        }
      }
      taker.accept(member);
    }
  }

  private void list(Waker waker) {
    if (waiting == null) {
      waiting = new Joiners();
    }
    waiting.add(waker);
  }

  /** Takes a waker off the list. */
  public synchronized void leave(Waker waker) {
    if (waiting != null) {
      waiting.remove(waker);
    }
  }

  /** Aborts the tasks that live, for a reason, if there is one to tell. */
  public void abortAll(@Nullable String why) {
    living().forEach(member -> member.task.abortFor(why));
  }

  /** Aborts the tasks that live and those that are added from now on. */
  public void close(@Nullable String why) {
    synchronized (this) {
      if (phase == Phase.OPEN) {
        phase = Phase.CLOSED;
        reason = why;
      }
    }
    abortAll(why);
  }

  /** Lets nobody in any more, if there is nobody; false if there is. */
  public synchronized boolean end() {
    if (living.isEmpty() && ended.isEmpty()) {
      phase = Phase.OVER;
    }
    return phase == Phase.OVER;
  }

  /** Forgets all members; their tasks go on. */
  public void detachAll() {
    Joiners woken;
    synchronized (this) {
      living.clear();
      ended.clear();
      woken = waiting;
      waiting = null;
    }
    wake(woken);
  }

  /** The number of members. */
  public synchronized int size() {
    return living.size() + ended.size();
  }

  private synchronized List<Member<K>> living() {
    List<Member<K>> all = new ArrayList<>(living.size());
    for (Member<K> each = living.peek(); each != null; each = living.after(each)) {
      all.add(each);
    }
    return all;
  }
}
