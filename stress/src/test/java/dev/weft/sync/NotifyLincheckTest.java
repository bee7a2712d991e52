package dev.weft.sync;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.Lincheck;
import dev.weft.sync.Notify.Notified;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: notifications are linearizable to a queue, one that may be kept and the number of
 * times that all were notified, poll by poll; so of the futures that a thread has made before all
 * are notified it finds either each notified or none. Who has waited and was notified has been
 * woken in the end.
 *
 * <p>The wake-ups themselves aren't part of one step: they come after it, outside of the lock.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "slot", gen = IntGen.class, conf = "0:1")
public class NotifyLincheckTest {
  /** How many futures each thread may have. */
  private static final int SLOTS = 2;

  private final Notify notify = new Notify();
  private final @Nullable Notified[] futures = new Notified[Lincheck.THREADS * SLOTS];
  private final CountingStrand[] strands = new CountingStrand[Lincheck.THREADS * SLOTS];

  /** Which of them are to be woken. */
  private final boolean[] waiting = new boolean[Lincheck.THREADS * SLOTS];

  public NotifyLincheckTest() {
    for (int i = 0; i < strands.length; i++) {
      strands[i] = new CountingStrand();
    }
  }

  /** All others do nothing before this. */
  @Operation
  public void make(@Param(name = "thread") int thread, @Param(name = "slot") int slot) {
    int who = thread * SLOTS + slot;
    if (futures[who] == null) {
      futures[who] = notify.notified();
    }
  }

  @Operation
  public boolean poll(@Param(name = "thread") int thread, @Param(name = "slot") int slot) {
    int who = thread * SLOTS + slot;
    Notified future = futures[who];
    if (future == null) {
      return false;
    }
    waiting[who] = strands[who].poll(future) == Poll.PENDING;
    if (!waiting[who]) {
      futures[who] = null;
    }
    return !waiting[who];
  }

  @Operation
  public boolean enable(@Param(name = "thread") int thread, @Param(name = "slot") int slot) {
    Notified future = futures[thread * SLOTS + slot];
    return future != null && future.enable();
  }

  @Operation
  public void disable(@Param(name = "thread") int thread, @Param(name = "slot") int slot) {
    int who = thread * SLOTS + slot;
    Notified future = futures[who];
    if (future != null) {
      future.disable();
      futures[who] = null;
      waiting[who] = false;
    }
  }

  @Operation
  public void notifyOne() {
    notify.notifyOne();
  }

  @Operation
  public void notifyLast() {
    notify.notifyLast();
  }

  @Operation
  public void notifyWaiters() {
    notify.notifyWaiters();
  }

  @Validate
  public void whoWasNotifiedIsWoken() {
    for (int i = 0; i < futures.length; i++) {
      if (waiting[i] && strands[i].wakes() == 0 && poll(i / SLOTS, i % SLOTS)) {
        throw new IllegalStateException("nobody has woken " + i);
      }
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(NotifyLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(NotifyLincheckTest.class, Specification.class, 3);
  }

  /** A queue, one that may be kept, and a number. */
  public static final class Specification {
    private static final class Notice {
      final int round;
      boolean last;
      boolean alone;
      boolean told;

      Notice(int round) {
        this.round = round;
      }
    }

    private final @Nullable Notice[] notices = new Notice[Lincheck.THREADS * SLOTS];
    private final Deque<Notice> queue = new ArrayDeque<>();
    private boolean kept;
    private int rounds;

    public void make(int thread, int slot) {
      int who = thread * SLOTS + slot;
      notices[who] = notices[who] == null ? new Notice(rounds) : notices[who];
    }

    public boolean poll(int thread, int slot) {
      boolean told = enable(thread, slot);
      if (told) {
        notices[thread * SLOTS + slot] = null;
      }
      return told;
    }

    public boolean enable(int thread, int slot) {
      Notice notice = notices[thread * SLOTS + slot];
      if (notice == null || notice.told || queue.contains(notice)) {
        return notice != null && notice.told;
      }
      notice.told = kept || notice.round != rounds;
      notice.alone = kept && notice.round == rounds;
      kept &= !notice.alone;
      if (!notice.told) {
        queue.add(notice);
      }
      return notice.told;
    }

    public void disable(int thread, int slot) {
      Notice notice = notices[thread * SLOTS + slot];
      notices[thread * SLOTS + slot] = null;
      if (notice != null) {
        queue.remove(notice);
        if (notice.alone) {
          tell(notice.last);
        }
      }
    }

    public void notifyOne() {
      tell(false);
    }

    public void notifyLast() {
      tell(true);
    }

    private void tell(boolean last) {
      Notice notice = last ? queue.pollLast() : queue.poll();
      if (notice == null) {
        kept = true;
      } else {
        notice.told = true;
        notice.alone = true;
        notice.last = last;
      }
    }

    public void notifyWaiters() {
      rounds++;
      queue.forEach(notice -> notice.told = true);
      queue.clear();
    }
  }
}
