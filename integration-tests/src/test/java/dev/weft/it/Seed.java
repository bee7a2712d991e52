package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the programs whose output is laid down.
 *
 * @param name its class
 * @param source its source file
 * @param expected what it must print
 */
public record Seed(String name, Path source, String expected) {
  private static final Path EXAMPLES = Checkout.root().resolve("examples");

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

  private static Seed of(Path source) {
    String name = source.getFileName().toString().replace(".java", "");
    try {
      String expected = Files.readString(EXAMPLES.resolve("expected").resolve(name + ".out"));
      return new Seed(name, source, expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
