package dev.weft.weaver.differential;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run of a case came to, in a form that compares.
 *
 * @param result the value with its type, or what was thrown
 * @param trace what the case noted on the way
 */
record Outcome(String result, List<String> trace) {
  static Outcome returned(Object value, Probe probe) {
    return new Outcome("returned " + describe(value), List.copyOf(probe.trace()));
  }

  static Outcome thrown(Throwable failure, Probe probe) {
    return new Outcome("threw " + describe(failure), List.copyOf(probe.trace()));
  }

  /** A value with its type, all the way down. */
  static String describe(Object value) {
    if (value == null || value instanceof String) {
      return "" + value;
    }
    if (value.getClass().isArray()) {
      return value.getClass().getComponentType().getSimpleName() + describe(elements(value));
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream().map(Outcome::describe).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Throwable thrown
        ? describe(thrown)
        : value.getClass().getSimpleName() + " " + value.toString().replaceAll("@\\p{XDigit}+", "");
  }

  private static List<Object> elements(Object array) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  private static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.getClass().getSimpleName());
    text.append('(').append(message(thrown)).append(')');
    if (thrown.getCause() != null) {
      text.append(" caused by ").append(describe(thrown.getCause()));
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      text.append(" suppressing {").append(describe(suppressed)).append('}');
    }
    return text.toString();
  }

  /** Without what the JVM tells about loaders, and about locals in a NullPointerException. */
  private static String message(Throwable thrown) {
    if (thrown instanceof NullPointerException) {
      return "";
    }
    String message = String.valueOf(thrown.getMessage());
    return thrown instanceof ClassCastException ? message.replaceAll(" \\(.*", "") : message;
  }

  @Override
  public String toString() {
    return result + "\nafter\n  " + String.join("\n  ", trace);
  }
}
