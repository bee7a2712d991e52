package dev.weft.sync;

import dev.weft.Future;
import dev.weft.internal.testing.Lincheck;
import dev.weft.sync.RwLock.ReadGuard;
import dev.weft.sync.RwLock.WriteGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hypothesis: a lock is linearizable to its readers, its writer, a queue and a value, poll by poll;
 * who has waited and got it has been woken in the end.
 *
 * <p>A thread asks for one guard at a time, and for none while it has one.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class RwLockLincheckTest {
  private static final String HAS_ONE = "has one";

  private final RwLock<Integer> lock = new RwLock<>(0, 2);
  private final List<Asking<Object>> asking =
      Stream.generate(Asking<Object>::new).limit(Lincheck.THREADS).toList();

  /** What each thread has. */
  private final @Nullable Object[] held = new Object[Lincheck.THREADS];

  /** Polls what this thread waits for already, be it for writing. */
  @Operation
  public String read(@Param(name = "thread") int thread) {
    return held[thread] != null
        ? HAS_ONE
        : keep(thread, asking.get(thread).poll(() -> Future.widen(lock.read())));
  }

  /** Polls what this thread waits for already, be it for reading. */
  @Operation
  public String write(@Param(name = "thread") int thread) {
    return held[thread] != null
        ? HAS_ONE
        : keep(thread, asking.get(thread).poll(() -> Future.widen(lock.write())));
  }

  private String keep(int thread, Object answer) {
    if (answer instanceof ReadGuard<?> guard) {
      held[thread] = guard;
      return "reads " + guard.get();
    }
    if (answer instanceof WriteGuard<?> guard) {
      held[thread] = guard;
      return "writes " + guard.get();
    }
    return (String) answer;
  }

  @Operation
  public void cancel(@Param(name = "thread") int thread) {
    asking.get(thread).cancel();
  }

  /** A writer adds one and goes on as a reader. */
  @Operation
  @SuppressWarnings("unchecked") // that is what was asked for
  public void downgrade(@Param(name = "thread") int thread) {
    if (held[thread] instanceof WriteGuard<?> guard) {
      WriteGuard<Integer> writing = (WriteGuard<Integer>) guard;
      writing.set(writing.get() + 1);
      held[thread] = writing.downgrade();
    }
  }

  @Operation
  public void unlock(@Param(name = "thread") int thread) {
    if (held[thread] instanceof ReadGuard<?> guard) {
      guard.close();
    }
    if (held[thread] instanceof WriteGuard<?> guard) {
      guard.close();
    }
    held[thread] = null;
  }

  @Validate
  public void whoGotItIsWoken() {
    for (int i = 0; i < Lincheck.THREADS; i++) {
      asking.get(i).check(i);
    }
  }

  @Test
  void modelChecked() {
    Lincheck.model(RwLockLincheckTest.class, Specification.class, 3);
  }

  @Test
  void stressed() {
    Lincheck.stress(RwLockLincheckTest.class, Specification.class, 3);
  }

  /** Who has asked, in order; whoever of them may has it, also if it doesn't know yet. */
  public static final class Specification {
    private static final class Claim {
      final int thread;
      boolean writes;
      boolean known;

      Claim(int thread, boolean writes) {
        this.thread = thread;
        this.writes = writes;
      }
    }

    private final List<Claim> claims = new ArrayList<>();
    private int value;

    public String read(int thread) {
      return ask(thread, false);
    }

    public String write(int thread) {
      return ask(thread, true);
    }

    private String ask(int thread, boolean writes) {
      Claim claim = find(thread);
      if (claim == null) {
        claim = new Claim(thread, writes);
        claims.add(claim);
      }
      if (claim.known) {
        return HAS_ONE;
      }
      claim.known = mayGo(claim);
      return claim.known ? (claim.writes ? "writes " : "reads ") + value : Asking.WAITS;
    }

    private boolean mayGo(Claim claim) {
      int before = claims.indexOf(claim);
      return before == 0 || (before == 1 && !claim.writes && !claims.get(0).writes);
    }

    private @Nullable Claim find(int thread) {
      return claims.stream().filter(claim -> claim.thread == thread).findFirst().orElse(null);
    }

    public void cancel(int thread) {
      claims.removeIf(claim -> claim.thread == thread && !claim.known);
    }

    public void downgrade(int thread) {
      Claim claim = find(thread);
      if (claim != null && claim.known && claim.writes) {
        claim.writes = false;
        value++;
      }
    }

    public void unlock(int thread) {
      claims.removeIf(claim -> claim.thread == thread && claim.known);
    }
  }
}
