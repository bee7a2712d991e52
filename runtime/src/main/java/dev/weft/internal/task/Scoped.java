package dev.weft.internal.task;

import dev.weft.Context;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs a future with task-local values in place: during each poll, and while it is cancelled, but
 * not in between.
 *
 * <p>So a value belongs to a part of a task, and the thread knows of it only while it runs that
 * part. A task that inherits values has one of these around all of it.
 */
public final class Scoped<T extends @Nullable Object> implements Future<T> {
  /**
   * Set when the first local is made that is inherited, so that without one spawns cost nothing.
   */
  private static volatile boolean inheriting;

  private final Branch body;
  private final Bindings own;

  /** What was in place during the last poll: mostly it is the same in the next. */
  private Bindings inPlace;

  /** A scope that has not started. */
  public Scoped(Future<? extends T> body, Bindings own) {
    this.body = new Branch(body);
    this.own = own;
    inPlace = own;
  }

  /** From now on tasks inherit values. */
  public static void beginInheriting() {
    inheriting = true;
  }

  /** What a task has to run that is spawned here: a future with the values that it inherits. */
  static <T extends @Nullable Object> Future<? extends T> inherit(Future<? extends T> body) {
    Bindings values = inheriting ? Bindings.inheritedOf(Current.here().bindings()) : null;
    return values == null ? body : new Scoped<T>(body, values);
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Current current = Current.here();
    Bindings outer = enter(current);
    try {
      return body.poll(context);
    } finally {
      current.bind(outer);
    }
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    Current current = Current.here();
    Bindings outer = enter(current);
    try {
      return body.cancel(context);
    } finally {
      current.bind(outer);
    }
  }

  /** Puts the values in place; returns those that were there. A task has none around all of it. */
  private @Nullable Bindings enter(Current current) {
    Bindings outer = current.bindings();
    inPlace = outer == null ? own : inPlace.over(outer);
    current.bind(inPlace);
    return outer;
  }

  @Override
  public String toString() {
    return "scope of task-local values";
  }
}
