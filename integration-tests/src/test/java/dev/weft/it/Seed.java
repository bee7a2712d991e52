package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of the programs whose output is laid down.
 *
 * @param name its class
 * @param source its source file
 * @param expected what it must print
 * @param interruptAfter the line after which it gets the signal INT; null if it doesn't
 */
public record Seed(String name, Path source, String expected, @Nullable String interruptAfter) {
  private static final Path EXAMPLES = Checkout.root().resolve("examples");
  private static final String SIGNAL = "INT after: ";

  /** All of them: every program in the default package of the examples, by name. */
  public static List<Seed> all() {
    try (Stream<Path> files = Files.list(EXAMPLES.resolve("src/main/java"))) {
      List<Seed> seeds =
          files.filter(f -> f.toString().endsWith(".java")).sorted().map(Seed::of).toList();
      assertThat(seeds).hasSizeGreaterThanOrEqualTo(10);
      return seeds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the Maven build left its classes. */
  public static Path wovenByMaven() {
    return EXAMPLES.resolve("target").resolve("classes");
  }

  /** The libraries of programs that have some, as an entry of a class path. */
  public static Path libraries() {
    return EXAMPLES.resolve("target").resolve("lib").resolve("*");
  }

  private static Seed of(Path source) {
    String name = source.getFileName().toString().replace(".java", "");
    try {
      String expected = Files.readString(EXAMPLES.resolve("expected").resolve(name + ".out"));
      Path signal = EXAMPLES.resolve("expected").resolve(name + ".signal");
      return new Seed(name, source, expected, Files.exists(signal) ? line(signal) : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Path signal) throws IOException {
    String text = Files.readString(signal).strip();
    assertThat(text).startsWith(SIGNAL);
    return text.substring(SIGNAL.length());
  }

  /** A command that runs it, with its signal. */
  public Command signalled(Command command) {
    return interruptAfter == null ? command : command.interruptAfter(interruptAfter);
  }

  @Override
  public String toString() {
    return name;
  }
}
