package dev.weft.task;

import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.Future;
import dev.weft.internal.task.Bindings;
import dev.weft.internal.task.Scoped;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that the code of a part of a task sees wherever it runs, as a thread-local variable is
 * seen by the code of a thread.
 *
 * <pre>{@code
 * static final TaskLocal<String> USER = TaskLocal.named("user");
 *
 * await(USER.scope("Ada", handle(request)));
 * // and in whatever handle(request) awaits:
 * String user = USER.get();
 * }</pre>
 *
 * <p>The value is there while the future of its scope runs: in all that it awaits, on whatever
 * thread, in its branches and in its cleanup when it is cancelled. It is not there for tasks that
 * are spawned inside, except if the local was made by {@link #inherited}: then each of them has the
 * value that was in place where it was spawned, and so has blocking work. Scopes nest: the
 * innermost value counts. The value of a scope can't be replaced.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.rs/tokio/latest/tokio/task/struct.LocalKey.html">Tokio's LocalKey</a>
 */
public final class TaskLocal<T extends @Nullable Object> {
  private final String name;
  private final boolean inherited;

  private TaskLocal(String name, boolean inherited) {
    this.name = Objects.requireNonNull(name, "name");
    this.inherited = inherited;
  }

  /**
   * Makes a local whose values are not inherited by tasks that are spawned.
   *
   * @param name for messages
   * @param <T> the type of the value
   * @return the local
   */
  public static <T extends @Nullable Object> TaskLocal<T> named(String name) {
    return new TaskLocal<>(name, false);
  }

  /**
   * Makes a local whose values are inherited by tasks that are spawned.
   *
   * @param name for messages
   * @param <T> the type of the value
   * @return the local
   */
  public static <T extends @Nullable Object> TaskLocal<T> inherited(String name) {
    Scoped.beginInheriting();
    return new TaskLocal<>(name, true);
  }

  /**
   * Whether tasks that are spawned inherit the value.
   *
   * @return true for a local that {@link #inherited} made
   */
  public boolean isInherited() {
    return inherited;
  }

  /**
   * Runs a future with a value in place. Cancel-safe if the future is.
   *
   * @param value the value
   * @param future the future; its failure is passed on
   * @param <R> the type of the future's value
   * @return a future of the same outcome
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public <R extends @Nullable Object> Future<R> scope(T value, Future<? extends R> future) {
    return new Scoped<>(future, Bindings.of(this, value, inherited));
  }

  /**
   * The value that is in place.
   *
   * @return the value
   * @throws NoSuchElementException outside of a scope
   */
  public T get() {
    Bindings binding = Bindings.find(this);
    if (binding == null) {
      throw new NoSuchElementException(
          "the task-local '"
              + name
              + "' has no value here; run the code inside its scope(value, future)"
              + (inherited ? "" : ", which tasks that are spawned there are not in"));
    }
    return value(binding);
  }

  /**
   * The value that is in place, or another one outside of a scope.
   *
   * @param other what to give outside of a scope
   * @return the value
   */
  public T orElse(T other) {
    Bindings binding = Bindings.find(this);
    return binding == null ? other : value(binding);
  }

  /**
   * Whether there is a value in place.
   *
   * @return true inside a scope
   */
  public boolean isBound() {
    return Bindings.find(this) != null;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a binding of this local has a T
  private T value(Bindings binding) {
    return (T) binding.value();
  }

  @Override
  public String toString() {
    return "TaskLocal[" + name + "]";
  }
}
