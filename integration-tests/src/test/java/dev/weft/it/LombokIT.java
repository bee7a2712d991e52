package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lombok beside the processor in plain javac, whichever comes first. */
final class LombokIT {
  private static final Path SOURCES =
      Checkout.root().resolve("integration-tests/src/it/projects/tools/src/main/java/com/acme");

  @TempDir Path output;

  static Stream<Arguments> orders() {
    String lombok = Checkout.lombok().toString();
    String weft = Checkout.processorPath();
    return Matrix.jdks().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, List.of(lombok, weft)),
                    Arguments.of(jdk, List.of(weft, lombok))));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void generatedAndWovenCodeFitTogether(Jdk jdk, List<String> processors) throws IOException {
    String runtime = Checkout.runtime().toString();
    String separator = java.io.File.pathSeparator;
    List<String> arguments = new ArrayList<>(List.of("-d", output.toString()));
    arguments.addAll(List.of("-cp", runtime + separator + Checkout.lombok()));
    arguments.addAll(List.of("-processorpath", String.join(separator, processors)));
    try (Stream<Path> sources = Files.list(SOURCES)) {
      sources.map(Path::toString).sorted().forEach(arguments::add);
    }
    Execution compilation = jdk.javac(arguments); // JDK 25 warns of what Lombok does
    assertThat(compilation.exitCode()).as(compilation.toString()).isZero();
    jdk.java(List.of("-cp", runtime + separator + output, "com.acme.Main"))
        .assertPrinted(
            """
            Order(name=book, count=2) costs 42
            t..
            java.io.IOException: sold out: book
            """);
  }
}
