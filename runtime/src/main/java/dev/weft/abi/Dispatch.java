package dev.weft.abi;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a call of an async functional interface's method finds the code to run.
 *
 * <p>A woven class has a second method beside that of the source, with the strand and a frame
 * behind the arguments. A subclass that doesn't await, or that no weaver has seen, overrides only
 * the first. What runs is always what the JVM would find for the first: the second one asks here
 * whether the first was overridden further down, and then calls it. Not for users.
 */
public final class Dispatch {
  /** In place of the frame: the caller means this very method, and not what overrides it. */
  public static final AsyncFrame SUPER = new SuperCall();

  /** By class, then by name and parameters of a method: the class that declares it. */
  private static final ClassValue<Map<String, Optional<Class<?>>>> DECLARED =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<Class<?>>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private static final class SuperCall extends AsyncFrame {
    @Override
    protected @Nullable Object resume(Strand strand) {
      throw new IllegalStateException("a mark, and no frame");
    }
  }

  private Dispatch() {}

  /**
   * Whether an object's class overrides a method that a woven class declares.
   *
   * @param self the object
   * @param owner the woven class
   * @param name the method's name
   * @param parameters its parameters, as a descriptor in parentheses
   * @param frame {@link #SUPER} where overriding doesn't count
   * @return true if the override has to be called
   */
  public static boolean isOverridden(
      Object self, Class<?> owner, String name, String parameters, @Nullable AsyncFrame frame) {
    return frame == null
        && self.getClass() != owner
        && declaring(self.getClass(), name, parameters) != owner;
  }

  /**
   * Whether the method that a {@code super} call reaches is woven.
   *
   * @param type the class or interface that the call names
   * @param name the method's name
   * @param parameters its parameters, as a descriptor in parentheses
   * @return true if its second method has to be called
   */
  public static boolean isWoven(Class<?> type, String name, String parameters) {
    String second =
        parameters.substring(0, parameters.length() - 1)
            + Strand.class.descriptorString()
            + AsyncFrame.class.descriptorString()
            + ")";
    Class<?> first = declaring(type, name, parameters);
    return first != null && first == declaring(type, name, second);
  }

  /**
   * The error of calling code that awaits from code that isn't async.
   *
   * @param kind the functional interface it was written as
   * @return the error to throw
   */
  public static IllegalStateException outsideOfAsync(String kind) {
    return new IllegalStateException(
        "[WEFT-113] this "
            + kind
            + " awaits, so only async code can call it; call it from an @Async method, or pass a"
            + " lambda that calls it to async(...) or spawn(...)");
  }

  private static @Nullable Class<?> declaring(Class<?> type, String name, String parameters) {
    return DECLARED
        .get(type)
        .computeIfAbsent(name + parameters, key -> find(type, key))
        .orElse(null);
  }

  /** Methods of the interface are public, and so is what implements them. */
  private static Optional<Class<?>> find(Class<?> type, String key) {
    return Stream.of(type.getMethods())
        .filter(method -> key.equals(method.getName() + parameters(method)))
        .<Class<?>>map(Method::getDeclaringClass)
        .reduce((a, b) -> a.isAssignableFrom(b) ? b : a);
  }

  private static String parameters(Method method) {
    String descriptor =
        MethodType.methodType(void.class, method.getParameterTypes()).descriptorString();
    return descriptor.substring(0, descriptor.length() - 1);
  }
}
