package dev.weft.agent;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.FrameMark;
import dev.weft.weaver.GeneratedClass;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts frame classes beside the classes that they belong to: into the same loader, package and
 * protection domain, and so into the same module.
 *
 * <p>{@link ClassLoader} has a method for that, which the agent may call once {@code java.lang} is
 * opened to it; {@link Instrumentation#redefineModule} is the JVM's door for that. Defining a frame
 * loads its superclass and nothing else, so the class that is being transformed isn't asked for.
 *
 * <p>The bytes of what was defined are kept, as long as the loader lives: they tell whether a class
 * may be redefined.
 */
final class FrameClasses {
  private final Instrumentation instrumentation;
  private final Method define;
  private final Method findLoaded;

  /** By loader and name; guarded by itself. */
  private final Map<ClassLoader, Map<String, byte[]>> defined = new WeakHashMap<>();

  private FrameClasses(Instrumentation instrumentation, Method define, Method findLoaded) {
    this.instrumentation = instrumentation;
    this.define = define;
    this.findLoaded = findLoaded;
  }

  static FrameClasses of(Instrumentation instrumentation) {
    instrumentation.redefineModule(
        ClassLoader.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(FrameClasses.class.getModule())),
        Set.of(),
        Map.of());
    try {
      Method define =
          ClassLoader.class.getDeclaredMethod(
              "defineClass",
              String.class,
              byte[].class,
              int.class,
              int.class,
              ProtectionDomain.class);
      define.setAccessible(true);
      Method findLoaded = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
      findLoaded.setAccessible(true);
      return new FrameClasses(instrumentation, define, findLoaded);
    } catch (NoSuchMethodException e) {
      throw new LinkageError("java.lang.ClassLoader has changed", e);
    }
  }

  /**
   * Defines a frame class. Two threads may define one class at the same time where their loader
   * allows it; the second then finds the frame that the first has made, of the same bytes.
   */
  void define(ClassLoader loader, @Nullable ProtectionDomain domain, GeneratedClass frame)
      throws Throwable {
    String name = binaryName(frame);
    byte[] bytes = frame.bytes();
    try {
      call(define, loader, name, bytes, 0, bytes.length, domain);
    } catch (LinkageError e) {
      if (call(findLoaded, loader, name) == null) {
        throw e;
      }
    }
    of(loader).put(frame.internalName(), bytes);
  }

  /** Whether frames that were left by the class as it is now suit the class as it will be. */
  boolean fits(ClassLoader loader, GeneratedClass frame) {
    byte[] present = present(loader, frame);
    FrameMark before = present == null ? null : FrameMark.of(present);
    return before != null && before.equals(FrameMark.of(frame.bytes()));
  }

  /** Takes over the lines of a frame class that has the shape of the one that is defined. */
  void redefine(ClassLoader loader, GeneratedClass frame)
      throws ClassNotFoundException, UnmodifiableClassException {
    if (!Arrays.equals(present(loader, frame), frame.bytes())) {
      Class<?> loaded = Class.forName(binaryName(frame), false, loader);
      instrumentation.redefineClasses(new ClassDefinition(loaded, frame.bytes()));
      of(loader).put(frame.internalName(), frame.bytes());
    }
  }

  /** A frame class that the build made lies beside its class; one of this agent's is remembered. */
  private byte @Nullable [] present(ClassLoader loader, GeneratedClass frame) {
    byte[] known = of(loader).get(frame.internalName());
    return known != null ? known : ClassFiles.of(loader).find(frame.internalName());
  }

  private Map<String, byte[]> of(ClassLoader loader) {
    synchronized (defined) {
      return defined.computeIfAbsent(loader, l -> new ConcurrentHashMap<>());
    }
  }

  private static String binaryName(GeneratedClass frame) {
    return frame.internalName().replace('/', '.');
  }

  private static @Nullable Object call(Method method, ClassLoader loader, @Nullable Object... args)
      throws Throwable {
    try {
      return method.invoke(loader, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
