package dev.weft.internal.signal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signal as the JVM hands it to programs. That API stands in the module {@code jdk.unsupported},
 * and javac warns of each use of it; so it is looked up, and programs that wait for no signal do
 * without.
 *
 * <p>The JVM refuses some of those that it uses itself, but not all: it would let go of the handler
 * by which it stops threads for its own sake, or survives a file that has become shorter. Those are
 * told by a handler that isn't Java's, and given back at once.
 */
final class JvmSignal implements SignalSource {
  private static final Set<String> NOBODYS = Set.of("KILL", "STOP");
  private static final Set<String> OF_JVM = Set.of("QUIT", "ILL", "FPE", "SEGV");

  private final String name;

  /** A signal by its name without SIG. */
  JvmSignal(String name) {
    this.name = name;
  }

  @Override
  public Claim claim(Runnable handler) {
    try {
      return new Handler(name, handler).install();
    } catch (InvocationTargetException e) {
      throw unsupported(why(e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw unsupported("this JVM lacks the module jdk.unsupported", e);
    }
  }

  private String why(@Nullable Throwable cause) {
    if (NOBODYS.contains(name)) {
      return "the system lets no program have it";
    }
    if (OF_JVM.contains(name)) {
      return "the JVM uses it itself";
    }
    return cause != null && String.valueOf(cause.getMessage()).startsWith("Unknown")
        ? "this system has no such signal"
        : "something else has claimed it, or the JVM was started with -Xrs";
  }

  private UnsupportedOperationException unsupported(String why, @Nullable Throwable cause) {
    return new UnsupportedOperationException(
        "the signal " + name + " can't be waited for: " + why, cause);
  }

  /** A handler of ours by way of reflection. */
  private final class Handler implements Claim {
    private final Class<?> type = Class.forName("sun.misc.Signal");
    private final Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    private final Method handle = handlerType.getMethod("handle", type);
    private final Method install = type.getMethod("handle", type, handlerType);
    private final Object signal;
    private final Object proxy;
    private @Nullable Object before;

    Handler(String name, Runnable handler) throws ReflectiveOperationException {
      signal = type.getConstructor(String.class).newInstance(name);
      proxy =
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
    }

    Claim install() throws ReflectiveOperationException {
      before = install.invoke(null, signal, proxy);
      if (String.valueOf(before).contains("NativeHandler")) {
        restore();
        throw unsupported(
            "the JVM uses it itself"
                + (name.equals("USR2")
                    ? ", unless it finds the number of another one in the environment variable"
                        + " _JAVA_SR_SIGNUM"
                    : ""),
            null);
      }
      return this;
    }

    @Override
    public void pass() {
      try {
        handle.invoke(before, signal);
      } catch (ReflectiveOperationException e) {
        throw unsupported("its former handler has failed", e);
      }
    }

    @Override
    public void restore() {
      try {
        Object unused = install.invoke(null, signal, before);
      } catch (ReflectiveOperationException e) {
        throw unsupported("its former handler is refused", e);
      }
    }
  }
}
