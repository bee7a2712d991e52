package dev.weft.weaver;

/**
 * Some of a program's methods, by names: {@code com.acme.Order}, {@code Order#load}, {@code #load}.
 *
 * <p>A class is meant by its whole name or by the last part of it, and with it those nested in it;
 * a method with the lambdas in it.
 *
 * @param type the class; empty if any is meant
 * @param method the method; empty if any is meant
 */
public record MethodFilter(String type, String method) {
  /** All methods of all classes. */
  public static final MethodFilter ALL = new MethodFilter("", "");

  /** Reads a filter. */
  public static MethodFilter of(String text) {
    String[] parts = text.strip().split("#", 2);
    return new MethodFilter(parts[0], parts.length == 1 ? "" : parts[1]);
  }

  /** Whether a class may be meant, by its name with slashes. */
  public boolean takesClass(String internalName) {
    String name = "." + internalName.replace('/', '.').replace('$', '.') + ".";
    return type.isEmpty() || name.contains("." + type.replace('$', '.') + ".");
  }

  /** Whether a method of a class is meant that may be. */
  public boolean takesMethod(String name) {
    return method.isEmpty() || name.equals(method) || name.startsWith("lambda$" + method + "$");
  }
}
