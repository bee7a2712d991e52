package dev.weft.it.exploration;

import dev.weft.AsyncRuntime;
import dev.weft.DeadlockException;
import dev.weft.Future;
import dev.weft.Schedule;
import org.jspecify.annotations.Nullable;

/** Small programs with a bug that needs a certain order of tasks, each beside one without. */
@SuppressWarnings("ImmutableEnumChecker") // the programs are methods without state
enum Bug {
  LOST_UPDATE(AssertionError.class, LostUpdate::broken, LostUpdate::mended),
  TWO_MUTEXES(DeadlockException.class, TwoMutexes::broken, TwoMutexes::mended),
  LOST_MESSAGE(AssertionError.class, LostMessage::broken, LostMessage::mended),
  FORGOTTEN_NOTIFY(DeadlockException.class, ForgottenNotify::broken, ForgottenNotify::mended),
  USE_AFTER_CLOSE(IllegalStateException.class, UseAfterClose::broken, UseAfterClose::mended);

  /** Makes what runs once. */
  @FunctionalInterface
  private interface Program {
    Future<Void> start() throws Exception;
  }

  private final Class<? extends Throwable> failure;
  private final Program broken;
  private final Program mended;

  Bug(Class<? extends Throwable> failure, Program broken, Program mended) {
    this.failure = failure;
    this.broken = broken;
    this.mended = mended;
  }

  /** What the bug has the program fail with. */
  Class<? extends Throwable> failure() {
    return failure;
  }

  /** What a run of the program with the bug has failed with; null if it hasn't. */
  @Nullable Throwable runBroken(Schedule schedule) {
    return run(schedule, broken);
  }

  /** What a run of the program without the bug has failed with. */
  @Nullable Throwable runMended(Schedule schedule) {
    return run(schedule, mended);
  }

  private static @Nullable Throwable run(Schedule schedule, Program program) {
    try (AsyncRuntime runtime = AsyncRuntime.deterministic(schedule).build()) {
      runtime.<@Nullable Void>blockOn(program.start());
      return null;
    } catch (Throwable t) {
      return t;
    }
  }
}
