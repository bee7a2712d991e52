package dev.weft.internal.task;

import org.jspecify.annotations.Nullable;

/** The task-local values that are in place, the innermost first: an immutable list. */
public final class Bindings {
  private final Object local;
  private final @Nullable Object value;
  private final boolean inherited;
  private final @Nullable Bindings outer;

  private Bindings(
      Object local, @Nullable Object value, boolean inherited, @Nullable Bindings outer) {
    this.local = local;
    this.value = value;
    this.inherited = inherited;
    this.outer = outer;
  }

  /** A value of a local, and whether tasks that are spawned get it. */
  public static Bindings of(Object local, @Nullable Object value, boolean inherited) {
    return new Bindings(local, value, inherited, null);
  }

  /** The innermost value of a local on this thread; null if there is none. */
  public static @Nullable Bindings find(Object local) {
    return find(local, Current.here().bindings());
  }

  private static @Nullable Bindings find(Object local, @Nullable Bindings all) {
    Bindings binding = all;
    while (binding != null && binding.local != local) {
      binding = binding.outer;
    }
    return binding;
  }

  /** The innermost value. */
  public @Nullable Object value() {
    return value;
  }

  /** Those that tasks inherit, each local once; null if there are none. */
  static @Nullable Bindings inheritedOf(@Nullable Bindings all) {
    Bindings kept = null;
    for (Bindings each = all; each != null; each = each.outer) {
      if (each.inherited && find(each.local, kept) == null) {
        kept = each.over(kept);
      }
    }
    return kept;
  }

  /** The innermost value before some others. */
  Bindings over(@Nullable Bindings others) {
    return others == outer ? this : new Bindings(local, value, inherited, others);
  }
}
