package dev.weft.internal.environment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The door to virtual threads, which Java has from 21 on.
 *
 * <p>It is looked up at run time and isn't a class for Java 21 in a multi-release jar: such a class
 * can't be compiled by a JDK 17, so that what the jar can do would depend on what it was built
 * with, and class directories, with which IDEs and tests run, have no versions.
 */
final class VirtualThreads {
  private static final int FIRST_FEATURE = 21;

  private VirtualThreads() {}

  /** Whether this JVM has them. */
  static boolean exist() {
    return Runtime.version().feature() >= FIRST_FEATURE;
  }

  /** Makes one that is not started. */
  static Thread unstarted(String name, Runnable body) {
    try {
      Object builder = Lookup.OF_VIRTUAL.invoke(null);
      Lookup.NAME.invoke(builder, name);
      return (Thread) Lookup.UNSTARTED.invoke(builder, body);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("no virtual thread can be made", e);
    }
  }

  /** The methods of Java 21; initialised when the first thread is made. */
  private static final class Lookup {
    static final Method OF_VIRTUAL;
    static final Method NAME;
    static final Method UNSTARTED;

    static {
      try {
        OF_VIRTUAL = Thread.class.getMethod("ofVirtual");
        Class<?> builder = OF_VIRTUAL.getReturnType();
        NAME = builder.getMethod("name", String.class);
        UNSTARTED = builder.getMethod("unstarted", Runnable.class);
      } catch (NoSuchMethodException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }
}
