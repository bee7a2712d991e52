package dev.weft.abi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decoded form of {@link AsyncFrame#table()}, one for each frame class that anybody asked for.
 *
 * <p>A debugger may ask for the logical stack while all other threads stand still. So there are no
 * streams here, nor in the rest of that: the first use of one initialises classes, and would wait
 * for ever for a thread that was stopped while it did the same.
 */
final class FrameTable {
  private static final int HEADER = 3;

  /** Holds a table where a class loader can still go away. */
  private static final class Holder {
    /** Any thread's is as good as another's. */
    volatile @Nullable FrameTable table;
  }

  private static final ClassValue<Holder> DECODED =
      new ClassValue<>() {
        @Override
        protected Holder computeValue(Class<?> type) {
          return new Holder();
        }
      };

  /** The whole: a class that is changed while the program runs has another one from then on. */
  private final String text;

  private final String[] parts;
  private final String[] names;
  private final @Nullable StackTraceElement[] elements;

  private FrameTable(String text, String[] parts, String[] names, int states) {
    this.text = text;
    this.parts = parts;
    this.names = names;
    elements = new StackTraceElement[states];
  }

  /** The table of a frame; null where it has none. */
  static @Nullable FrameTable of(AsyncFrame frame) {
    String text = frame.table();
    if (text == null) {
      return null;
    }
    Holder holder = DECODED.get(frame.getClass());
    FrameTable table = holder.table;
    if (table == null || !table.text.equals(text)) {
      table = parse(text);
      holder.table = table;
    }
    return table;
  }

  static FrameTable parse(String table) {
    String[] parts = table.split("\n", -1);
    String last = parts[parts.length - 1];
    boolean named = last.startsWith(" ");
    String[] names = named ? last.substring(1).split(" ", -1) : new String[0];
    return new FrameTable(table, parts, names, parts.length - HEADER - (named ? 1 : 0));
  }

  /** Where a frame in some state is suspended; always the same object. */
  StackTraceElement element(int state) {
    if (state >= elements.length) {
      return make(-1);
    }
    StackTraceElement element = elements[state];
    if (element == null) {
      element = make(line(entry(state)));
      elements[state] = element;
    }
    return element;
  }

  /**
   * The variables that the fields of a frame hold in some state.
   *
   * @return a name for each field, in the order in which the class declares them, without the
   *     receiver; empty for a field that holds none, and shorter where the last ones hold none
   */
  List<String> names(int state) {
    int at = state;
    while (at < elements.length && entry(at).endsWith("=")) {
      at--;
    }
    String entry = at < elements.length ? entry(at) : "";
    int space = entry.indexOf(' ');
    return space < 0 ? List.of() : names(entry.substring(space + 1).split(" ", -1));
  }

  private List<String> names(String[] numbers) {
    String[] named = new String[numbers.length];
    for (int i = 0; i < named.length; i++) {
      named[i] = name(numbers[i]);
    }
    return List.of(named);
  }

  private String name(String number) {
    return number.isEmpty() ? "" : names[Integer.parseInt(number)];
  }

  private String entry(int state) {
    return parts[HEADER + state];
  }

  private static int line(String entry) {
    int end = 0;
    while (end < entry.length() && entry.charAt(end) != ' ' && entry.charAt(end) != '=') {
      end++;
    }
    return Integer.parseInt(entry.substring(0, end));
  }

  private StackTraceElement make(int line) {
    return new StackTraceElement(parts[0], parts[1], parts[2].isEmpty() ? null : parts[2], line);
  }
}
