package dev.weft.internal.signal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A signal as the JVM hands it to programs. That API stands in the module {@code jdk.unsupported},
 * and javac warns of each use of it; so it is looked up, and programs that wait for no signal do
 * without.
 */
final class JvmSignal implements Interrupts.Source {
  private final String name;

  /** A signal by its name without SIG. */
  JvmSignal(String name) {
    this.name = name;
  }

  @Override
  public Runnable handle(Runnable handler) {
    try {
      return claim(handler);
    } catch (InvocationTargetException e) {
      throw unsupported("something else has claimed it", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw unsupported("this JVM lacks the module jdk.unsupported", e);
    }
  }

  private Runnable claim(Runnable handler) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object signal = type.getConstructor(String.class).newInstance(name);
    Method handle = handlerType.getMethod("handle", type);
    Object proxy =
        Proxy.newProxyInstance(
            handlerType.getClassLoader(),
            new Class<?>[] {handlerType},
            (self, method, arguments) -> {
              if (method.equals(handle)) {
                handler.run();
                return null;
              }
              return method.invoke(handler, arguments);
            });
    Object before = type.getMethod("handle", type, handlerType).invoke(null, signal, proxy);
    return () -> pass(handle, before, signal);
  }

  private void pass(Method handle, Object before, Object signal) {
    try {
      handle.invoke(before, signal);
    } catch (ReflectiveOperationException e) {
      throw unsupported("its former handler has failed", e);
    }
  }

  private UnsupportedOperationException unsupported(String why, @Nullable Throwable cause) {
    return new UnsupportedOperationException(
        "the signal " + name + " can't be waited for: " + why, cause);
  }
}
