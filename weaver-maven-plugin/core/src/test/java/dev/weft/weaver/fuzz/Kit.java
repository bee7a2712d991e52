package dev.weft.weaver.fuzz;

import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** What random programs use besides what they declare. */
public final class Kit {
  private static final int MAX_LENGTH = 60;

  private Kit() {}

  /** A record of two halves. */
  public record Point(int x, String name) {}

  /** A record of values that take two slots each. */
  public record Wide(long l, double d) {}

  /** An enum one of whose constants has a body. */
  public enum Color {
    RED,
    GREEN {
      @Override
      public int weight() {
        return 20;
      }
    },
    BLUE;

    /** Some number. */
    public int weight() {
      return name().length();
    }
  }

  /** A sealed hierarchy. */
  public sealed interface Shape {}

  /** A shape with an int. */
  public record Dot(int size) implements Shape {}

  /** A shape with a long. */
  public record Line(long length, String label) implements Shape {}

  /** A variable of any type. */
  public static final class Box<T> {
    public T value;

    public Box(T value) {
      this.value = value;
    }

    /** Sets the value, and gives the box back. */
    public Box<T> with(T next) {
      value = next;
      return this;
    }

    @Override
    public String toString() {
      return "Box(" + value + ")";
    }
  }

  /** Its construction can be observed, and fails now and then. */
  public static final class Made {
    private final Object first;
    private final long second;

    public Made(Probe p, Object first, long second) {
      this.first = first;
      this.second = second;
      p.log("made " + second);
      if (second % 13 == 5) {
        throw new Unchecked("not made");
      }
    }

    /** Some number. */
    public long number() {
      return first == null ? second : second + 1;
    }

    @Override
    public String toString() {
      return "Made(" + second + ")";
    }
  }

  /** A resource that notes when it is closed. */
  public static final class Resource implements AutoCloseable {
    private final Probe probe;
    private final Object name;
    private final boolean fails;

    public Resource(Probe probe, Object name, boolean fails) {
      this.probe = probe;
      this.name = name;
      this.fails = fails;
      probe.log("open");
    }

    @Override
    public void close() throws Checked {
      probe.log(name);
      if (fails) {
        throw new Checked("close");
      }
    }
  }

  /** Something with an async method whose implementations have bridges. */
  public interface Fn<A, B> {
    /** Gives a future of a value. */
    Future<B> apply(Probe p, A argument) throws Exception;
  }

  /** A stream each of whose elements is waited for where the probe says so. */
  public record Elements<T>(Probe probe, Iterator<T> rest) implements AsyncStream<T> {
    @Override
    public Future<T> next() {
      return probe.f(rest.hasNext() ? rest.next() : null);
    }
  }

  /** A stream of what an array holds. */
  @SafeVarargs
  @SuppressWarnings("varargs") // goes no further than the copy
  public static <T> AsyncStream<T> stream(Probe p, T... elements) {
    return new Elements<>(p, list(elements).iterator());
  }

  /** A checked exception. */
  public static class Checked extends Exception {
    private static final long serialVersionUID = 1L;

    public Checked(String message) {
      super(message);
    }
  }

  /** A more special one. */
  public static final class SubChecked extends Checked {
    private static final long serialVersionUID = 1L;

    public SubChecked(String message) {
      super(message);
    }
  }

  /** An unchecked exception. */
  public static class Unchecked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unchecked(String message) {
      super(message);
    }
  }

  /** A more special one. */
  public static final class SubUnchecked extends Unchecked {
    private static final long serialVersionUID = 1L;

    public SubUnchecked(String message) {
      super(message);
    }
  }

  /** An error. */
  public static final class Broken extends Error {
    private static final long serialVersionUID = 1L;

    public Broken(String message) {
      super(message);
    }
  }

  /** Has a {@code try} block throw all checked exceptions, as javac sees it. */
  public static void mayThrow() throws Exception {}

  /** Values of all types, with their types. */
  public static Object[] all(Object... values) {
    return values;
  }

  /** A list that can be changed. */
  @SafeVarargs
  @SuppressWarnings("varargs") // goes no further than the copy
  public static <T> List<T> list(T... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  /** Takes values of one and of two slots, in an order of its own. */
  public static int mix(int i, long l, Object o, double d) {
    return i * 31 + Long.hashCode(l) * 7 + (o == null ? 0 : 1) + Double.hashCode(d);
  }

  /** The same with the wide ones first. */
  public static long mix(double d, Object o, long l, byte b) {
    return l * 31 + b * 7 + (o == null ? 0 : 1) + (long) d;
  }

  /** The sum of any number of ints. */
  public static int sum(int... values) {
    return Arrays.stream(values).sum();
  }

  /** A text for any value that says the same in each run. */
  public static String text(Object value) {
    if (value == null || value instanceof Number || value instanceof String) {
      return "<" + value + ">";
    }
    return "<" + value.getClass().isArray() + ">";
  }

  /** The start of a text, so that none grows without end. */
  public static String cut(String text) {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
  }

  /** The second of two values. */
  public static <A, B> B second(A first, B second) {
    return second;
  }
}
