package dev.weft.it.woven;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells whether an object was collected while the code that made it is suspended. */
final class Watch {
  /** Collections that are run before an object counts as kept. */
  private static final int COLLECTIONS = 10;

  private WeakReference<@Nullable Object> watched = new WeakReference<>(null);

  /** Watches an object. */
  <T> T watch(T object) {
    watched = new WeakReference<>(object);
    return object;
  }

  /** A new object, which is watched. */
  Object make() {
    return watch(new Object());
  }

  /** Reads an object. */
  void use(Object object) {
    assertNotSame(object, this);
  }

  private static void assertNotSame(Object a, Object b) {
    if (a == b) {
      throw new AssertionError("the watch itself");
    }
  }

  /** A future that waits once before it gives a value. */
  <T> Future<T> later(T value) {
    return new Later<>(() -> value);
  }

  /** A future that waits, and tells whether the object is gone while its task is suspended. */
  Future<Boolean> gone() {
    return new Later<>(this::isGone);
  }

  /** Whether the object was collected. */
  boolean isGone() {
    for (int i = 0; i < COLLECTIONS && watched.get() != null; i++) {
      System.gc();
    }
    return watched.get() == null;
  }

  private static final class Later<T> implements Future<T> {
    private final Supplier<T> value;
    private boolean waited;

    Later(Supplier<T> value) {
      this.value = value;
    }

    @Override
    public @Nullable Object poll(Context context) {
      if (!waited) {
        waited = true;
        context.waker().wake();
        return Poll.PENDING;
      }
      return value.get();
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }
}
