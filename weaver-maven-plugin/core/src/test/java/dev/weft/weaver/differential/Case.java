package dev.weft.weaver.differential;

import dev.weft.Async;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/**
 * One async method that is run woven and as it is, and must do the same both times.
 *
 * @param theme the simple name of its class
 * @param method its name
 */
record Case(String theme, String method) {
  /** All cases, in the order of their names. */
  static List<Case> all() {
    CaseLoader loader = new CaseLoader(CaseCode.of(Compiler.JAVAC).reference(), null);
    return CaseSources.themes().stream()
        .map(theme -> new Case(theme, ""))
        .flatMap(theme -> Arrays.stream(theme.load(loader).getDeclaredMethods()))
        .filter(Case::isCase)
        .map(method -> new Case(method.getDeclaringClass().getSimpleName(), method.getName()))
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  private static boolean isCase(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && method.isAnnotationPresent(Async.class)
        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {Probe.class});
  }

  /** The binary name of its class. */
  String className() {
    return "differential." + theme;
  }

  private Class<?> load(CaseLoader loader) {
    try {
      return loader.loadClass(className());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether it can be run in a mode: a class is initialized once, not once a run. */
  boolean runs(Mode mode) {
    return !theme.equals("ClassInit") || mode != Mode.INTERLEAVED;
  }

  /** Calls the method in the classes of a loader. */
  Object call(CaseLoader loader, Probe probe) throws Throwable {
    Method called = load(loader).getDeclaredMethod(method, Probe.class);
    called.setAccessible(true);
    try {
      return called.invoke(null, probe);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public String toString() {
    return theme + "." + method;
  }
}
