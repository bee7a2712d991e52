package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs several futures side by side in one task and ends when all have ended: with all values, or
 * with the first failure, the others suppressed in it.
 *
 * <p>Each poll starts at another branch, so that none is always last. A branch that was not woken
 * costs one test.
 */
public final class Join<R> implements Future<R>, Waiting {
  /** Null where the branch has ended. */
  private final @Nullable Branch[] branches;

  private final @Nullable Object[] values;
  private final Function<@Nullable Object[], R> combine;
  private int left;
  private int first;
  private boolean anyCancelled;
  private final FirstFailure failures = new FirstFailure();

  /** A join that has not started. */
  public Join(Collection<? extends Future<?>> futures, Function<@Nullable Object[], R> combine) {
    branches = futures.stream().map(Branch::new).toArray(Branch[]::new);
    values = new @Nullable Object[branches.length];
    left = branches.length;
    this.combine = combine;
  }

  /** A join of a few futures. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public Join(Function<@Nullable Object[], R> combine, Future<?>... futures) {
    this(List.of(futures), combine);
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    int start = first++;
    for (int i = 0; i < branches.length; i++) {
      step(Math.floorMod(start + i, branches.length), context, false);
    }
    return answer();
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    for (int i = 0; i < branches.length; i++) {
      step(i, context, true);
    }
    return answer();
  }

  private void step(int i, Context context, boolean cancel) {
    Branch branch = branches[i];
    if (branch == null) {
      return;
    }
    try {
      Object answer = cancel ? branch.cancel(context) : branch.poll(context);
      if (answer == Poll.PENDING) {
        return;
      }
      anyCancelled |= answer == Poll.CANCELLED;
      values[i] = answer;
    } catch (Throwable t) {
      failures.add(t);
    }
    branches[i] = null;
    left--;
  }

  private @Nullable Object answer() throws Throwable {
    if (left > 0) {
      return Poll.PENDING;
    }
    if (anyCancelled) {
      return failures.cancelled();
    }
    failures.throwFirst();
    return combine.apply(values);
  }

  @Override
  public Wait waitsFor() {
    return new Wait.ForStrands(Arrays.stream(branches).filter(Objects::nonNull).toList());
  }

  @Override
  public String toString() {
    return "join of " + branches.length + ", " + left + " left";
  }
}
