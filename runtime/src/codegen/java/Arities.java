import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes what is the same for two to eight futures: the tuples, what a select gives, and the faces
 * of {@code join}, {@code tryJoin} and {@code select}. The build runs it as a program of one file:
 * {@code java Arities.java FOLDER}.
 */
final class Arities {
  private static final int MAX = 8;
  private static final String TYPES = "ABCDEFGH";
  private static final List<String> NUMBERS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight");
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");

  private Arities() {}

  /** Writes the sources below a folder. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0], "dev", "weft");
    Files.createDirectories(folder);
    for (int n = 2; n <= MAX; n++) {
      write(folder.resolve("Tuple" + n + ".java"), tuple(n));
      write(folder.resolve("OneOf" + n + ".java"), oneOf(n));
    }
    write(folder.resolve("Combinators.java"), combinators());
  }

  /** Leaves alone what is there already: a file that is newer has everything compiled again. */
  private static void write(Path file, String source) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(source)) {
      Files.writeString(file, source);
    }
  }

  // The parts that lists are made of.

  private static String each(int n, String delimiter, IntFunction<String> part) {
    return IntStream.range(0, n).mapToObj(part).collect(Collectors.joining(delimiter));
  }

  private static String type(int i) {
    return TYPES.substring(i, i + 1);
  }

  /** Such as {@code A, B}. */
  private static String types(int n) {
    return each(n, ", ", Arities::type);
  }

  /** Such as {@code A extends @Nullable Object, B extends @Nullable Object}. */
  private static String bounds(int n) {
    return each(n, ", ", i -> type(i) + " extends @Nullable Object");
  }

  private static String typeTags(int n, String indent, String of) {
    return each(
        n,
        "\n",
        i -> indent + "* @param <" + type(i) + "> the type of the " + ORDINALS.get(i) + " " + of);
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  // Types.

  private static String tuple(int n) {
    return """
        package dev.weft;

        import org.jspecify.annotations.Nullable;

        /**
         * The %s results of a join.
         *
        %s
        %s
         */
        public record Tuple%d<%s>(%s) {}
        """
        .formatted(
            NUMBERS.get(n),
            each(
                n,
                "\n",
                i -> " * @param " + ORDINALS.get(i) + " the " + ORDINALS.get(i) + " result"),
            typeTags(n, " ", "result"),
            n,
            bounds(n),
            each(n, ", ", i -> type(i) + " " + ORDINALS.get(i)));
  }

  private static String oneOf(int n) {
    return """
        package dev.weft;

        import org.jspecify.annotations.Nullable;

        /**
         * What a select among %1$s futures gives: which one has won, with its value.
         *
        %2$s
         */
        public sealed interface OneOf%3$d<%4$s> {
          /**
           * Which future has won.
           *
           * @return its place, from 1 to %3$d
           */
          int index();

          /**
           * The value, whichever future has given it.
           *
           * @return the value
           */
          @Nullable Object value();

        %5$s
        %6$s
        }
        """
        .formatted(
            NUMBERS.get(n),
            typeTags(n, " ", "future's value"),
            n,
            bounds(n),
            each(n, "\n", i -> getter(n, i)),
            each(n, "\n", i -> winner(n, i)));
  }

  private static String getter(int n, int i) {
    return """
          /**
           * The value of the %1$s future.
           *
           * @return the value
           * @throws java.util.NoSuchElementException if another one has won
           */
          default %2$s %1$s() {
            if (this instanceof %3$s<%4$s> winner) {
              return winner.value();
            }
            throw Ordinal.other(index(), %5$d);
          }
        """
        .formatted(ORDINALS.get(i), type(i), capital(ORDINALS.get(i)), types(n), i + 1);
  }

  private static String winner(int n, int i) {
    return """
          /**
           * The %1$s future has won.
           *
           * @param value its value
        %2$s
           */
          record %3$s<%4$s>(%5$s value) implements OneOf%6$d<%7$s> {
            @Override
            public int index() {
              return %8$d;
            }
          }
        """
        .formatted(
            ORDINALS.get(i),
            typeTags(n, "   ", "future's value"),
            capital(ORDINALS.get(i)),
            bounds(n),
            type(i),
            n,
            types(n),
            i + 1);
  }

  // Methods.

  private static String combinators() {
    return """
        package dev.weft;

        import dev.weft.CancelSafe.Keeps;
        import dev.weft.internal.future.Join;
        import dev.weft.internal.future.PositionalSelect;
        import dev.weft.internal.future.TryJoin;
        import org.jspecify.annotations.Nullable;

        /**
         * The methods of {@link Weft} that take two to eight futures of different types: {@code join},
         * {@code tryJoin} and {@code select}.
         */
        @SuppressWarnings("unchecked") // each value is that of the future at its place
        public abstract sealed class Combinators permits Weft {
          Combinators() {}

        %s
        %s
        %s
        %s
        }
        """
        .formatted(
            each(MAX - 1, "\n", i -> joining("join", "Join", i + 2)),
            each(MAX - 1, "\n", i -> joining("tryJoin", "TryJoin", i + 2)),
            each(MAX - 1, "\n", i -> select(i + 2)),
            each(MAX - 1, "\n", i -> place(i + 2)));
  }

  private static String parameters(int n) {
    return each(n, ", ", i -> "Future<? extends " + type(i) + "> " + ORDINALS.get(i));
  }

  private static String arguments(int n) {
    return each(n, ", ", ORDINALS::get);
  }

  private static String parameterTags(int n) {
    return each(
        n, "\n", i -> "   * @param " + ORDINALS.get(i) + " the " + ORDINALS.get(i) + " future");
  }

  private static String joining(String method, String type, int n) {
    return """
          /**
           * Runs %1$s futures side by side; see {@link Weft#%2$s(java.util.Collection)}.
           *
        %3$s
        %4$s
           * @return a future of the values
           */
          @CancelUnsafe("the values of those that have ended")
          public static <%5$s> Future<Tuple%6$d<%7$s>> %2$s(%8$s) {
            return new %9$s<>(v -> new Tuple%6$d<>(%10$s), %11$s);
          }
        """
        .formatted(
            NUMBERS.get(n),
            method,
            parameterTags(n),
            typeTags(n, "   ", "value"),
            bounds(n),
            n,
            types(n),
            parameters(n),
            type,
            each(n, ", ", i -> "(" + type(i) + ") v[" + i + "]"),
            arguments(n));
  }

  private static String select(int n) {
    return """
          /**
           * Waits for the first of %1$s futures to end and cancels the others; see {@link Select}.
           *
           * <p>One that is {@linkplain Weft#when disabled} takes no part, and one that is {@linkplain
           * Weft#borrow borrowed} is left alone if it loses.
           *
        %2$s
        %3$s
           * @return a future of the winner's value with its place
           * @see <a href="https://docs.rs/tokio/latest/tokio/macro.select.html">Tokio's select</a>
           */
          @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
          public static <%4$s> Select<OneOf%5$d<%6$s>> select(%7$s) {
            return PositionalSelect.among(Combinators::oneOf%5$d, %8$s);
          }
        """
        .formatted(
            NUMBERS.get(n),
            parameterTags(n),
            typeTags(n, "   ", "value"),
            bounds(n),
            n,
            types(n),
            parameters(n),
            arguments(n));
  }

  private static String place(int n) {
    return """
          private static <%1$s> OneOf%2$d<%3$s> oneOf%2$d(int index, @Nullable Object value) {
            return switch (index) {
        %4$s
              default -> throw new AssertionError(index);
            };
          }
        """
        .formatted(
            bounds(n),
            n,
            types(n),
            each(
                n,
                "\n",
                i ->
                    "      case %d -> new OneOf%d.%s<>((%s) value);"
                        .formatted(i, n, capital(ORDINALS.get(i)), type(i))));
  }
}
