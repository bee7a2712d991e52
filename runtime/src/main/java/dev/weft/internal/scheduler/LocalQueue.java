package dev.weft.internal.scheduler;

import dev.weft.internal.metrics.Counter;
import dev.weft.internal.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A worker's ring of runnable tasks: its owner adds at the tail and takes from the head, others
 * steal half of it from the head.
 *
 * <p>{@code head} packs two counters, <em>real</em>, the next task to take, and <em>steal</em>, the
 * first slot that must not be written yet. They are equal unless a stealer copies tasks out: it has
 * moved <em>real</em> past them in one step and moves <em>steal</em> after it once it is done.
 * There is one stealer at a time; others go on to the next victim. All counters only grow, and wrap
 * round.
 *
 * <p>Laws: {@code tail} is written by the owner only. A slot is written by the owner when it lies
 * outside of [steal, tail), and cleared by whoever has claimed it, the owner through <em>real</em>,
 * the stealer before it moves <em>steal</em>. Slots are plain: writes are published by the release
 * of {@code tail} or {@code head}, which the other side acquires. The owner's push costs one
 * acquire and one release; its pop one compare-and-set. Nothing is allocated.
 */
final class LocalQueue {
  static final int CAPACITY = 256;

  private static final int MASK = CAPACITY - 1;
  private static final VarHandle HEAD;
  private static final VarHandle TAIL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(LocalQueue.class, "head", long.class);
      TAIL = lookup.findVarHandle(LocalQueue.class, "tail", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How often the queue was full; written by the owner. */
  final Counter overflows = new Counter();

  private final @Nullable Task<?>[] slots = new Task<?>[CAPACITY];

  @SuppressWarnings("unused") // through HEAD
  private volatile long head;

  @SuppressWarnings("unused") // through TAIL
  private volatile int tail;

  private static long pack(int steal, int real) {
    return ((long) steal << 32) | (real & 0xFFFF_FFFFL);
  }

  private static int steal(long head) {
    return (int) (head >>> 32);
  }

  private static int real(long head) {
    return (int) head;
  }

  private long acquireHead() {
    return (long) HEAD.getAcquire(this);
  }

  /** How many tasks wait; exact for the owner if nobody steals. */
  int size() {
    long now = acquireHead();
    return (int) TAIL.getAcquire(this) - real(now);
  }

  boolean isEmpty() {
    return size() <= 0;
  }

  /**
   * Adds a task at the back. Owner only.
   *
   * @param overflow gets the newer half of a full queue and the task with it
   */
  void push(Task<?> task, Injector overflow) {
    int end = (int) TAIL.get(this);
    for (; ; ) {
      long now = acquireHead();
      if (end - steal(now) < CAPACITY) {
        slots[end & MASK] = task;
        TAIL.setRelease(this, end + 1);
        return;
      }
      if (steal(now) != real(now)) {
        overflows.add(1);
        overflow.push(task);
        return;
      }
      if (spill(task, now, end, overflow)) {
        return;
      }
    }
  }

  /**
   * Moves the newer half of a full queue to the injector; false if a stealer was faster.
   *
   * <p>All tasks are claimed first. The older half then lies where the next ones would be put, one
   * lap on, so publishing a new tail gives it back. It is the newer half that moves, because a
   * batch that came from the injector a moment ago is older than that and doesn't bounce.
   */
  private boolean spill(Task<?> task, long now, int end, Injector overflow) {
    if (!HEAD.compareAndSet(this, now, pack(end, end))) {
      return false;
    }
    int half = CAPACITY / 2;
    Task<?> oldest = take(end - half);
    Task<?> newest = oldest;
    for (int i = end - half + 1; i != end; i++) {
      Task<?> next = take(i);
      next.queueNext = newest;
      newest = next;
    }
    task.queueNext = newest;
    TAIL.setRelease(this, end + half);
    overflows.add(1);
    overflow.push(task, oldest);
    return true;
  }

  /** Takes the oldest task. Owner only. */
  @Nullable Task<?> pop() {
    long now = acquireHead();
    for (; ; ) {
      int real = real(now);
      if (real == (int) TAIL.get(this)) {
        return null;
      }
      int steal = steal(now);
      long next = steal == real ? pack(real + 1, real + 1) : pack(steal, real + 1);
      long seen = (long) HEAD.compareAndExchange(this, now, next);
      if (seen == now) {
        return take(real);
      }
      now = seen;
    }
  }

  /**
   * Moves the older half of the tasks, rounded up, into the thief's own queue.
   *
   * @param thief the queue of the calling worker
   * @return one of them, which is not put there, to be run at once; null if there is nothing
   */
  @Nullable Task<?> stealInto(LocalQueue thief) {
    int end = (int) TAIL.get(thief);
    if (end - steal(thief.acquireHead()) > CAPACITY / 2) {
      return null;
    }
    int count = claimHalf();
    if (count == 0) {
      return null;
    }
    int first = steal(acquireHead());
    for (int i = 0; i < count - 1; i++) {
      thief.slots[(end + i) & MASK] = take(first + i);
    }
    Task<?> last = take(first + count - 1);
    releaseClaim();
    if (count > 1) {
      TAIL.setRelease(thief, end + count - 1);
    }
    return last;
  }

  /** A stealer moves <em>real</em> past half of the tasks; returns how many, zero if it can't. */
  int claimHalf() {
    long now = acquireHead();
    for (; ; ) {
      int real = real(now);
      int size = (int) TAIL.getAcquire(this) - real;
      int count = size - size / 2;
      if (steal(now) != real || count <= 0) {
        return 0;
      }
      long seen = (long) HEAD.compareAndExchange(this, now, pack(real, real + count));
      if (seen == now) {
        return count;
      }
      now = seen;
    }
  }

  /** Lets <em>steal</em> catch up with <em>real</em>, which the owner may have moved meanwhile. */
  void releaseClaim() {
    long now = acquireHead();
    for (; ; ) {
      int real = real(now);
      long seen = (long) HEAD.compareAndExchange(this, now, pack(real, real));
      if (seen == now) {
        return;
      }
      now = seen;
    }
  }

  private Task<?> take(int index) {
    Task<?> task = slots[index & MASK];
    slots[index & MASK] = null;
    return Objects.requireNonNull(task);
  }
}
