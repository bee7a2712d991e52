package dev.weft.weaver;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;

/** Runs woven classes on a runtime. */
final class TestPrograms {
  private TestPrograms() {}

  /** Calls a static method that returns a future, and runs that to its end. */
  static Object run(Map<String, byte[]> woven, String name, String method, Object... arguments)
      throws Exception {
    Class<?> owner = Class.forName(name, true, TestWeaver.loader(woven));
    Method called =
        Stream.of(owner.getDeclaredMethods())
            .filter(m -> m.getName().equals(method) && m.getReturnType() == Future.class)
            .findFirst()
            .orElseThrow();
    called.setAccessible(true);
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      return runtime.<Object>blockOn((Future<?>) called.invoke(null, arguments));
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** A future that completes at every second poll, so that each await of it suspends. */
  static Future<Object> suspendingOnce(Object value) {
    return new Future<>() {
      private boolean waited;

      @Override
      public Object poll(Context context) {
        waited = !waited;
        if (waited) {
          context.waker().wake();
          return Poll.PENDING;
        }
        return value;
      }

      @Override
      public Object cancel(Context context) {
        return Poll.CANCELLED;
      }
    };
  }
}
