package dev.weft.it.guide;

import dev.weft.it.Checkout;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of the guide, compiled by javac without a warning, print what their pages show. */
final class GuideIT {
  @TempDir static Path temp;

  private static final Map<Jdk, Path> CLASSES = new HashMap<>();

  @BeforeAll
  static void compile() {
    for (Jdk jdk : Jdks.all()) {
      Path output = temp.resolve("classes-" + jdk.feature());
      List<String> arguments = new ArrayList<>(List.of("-d", output.toString()));
      arguments.addAll(List.of("-cp", Checkout.runtime().toString()));
      arguments.addAll(List.of("-processorpath", Checkout.processorPath()));
      arguments.addAll(List.of("-Xlint:all", "-Werror"));
      programs().forEach(program -> arguments.add(program.source().toString()));
      jdk.javac(arguments).assertPrinted("");
      CLASSES.put(jdk, output);
    }
  }

  private static Stream<Program> programs() {
    return Page.all().stream().flatMap(Page::programs);
  }

  private static Stream<Arguments> programsOnJdks() {
    return Jdks.all().stream()
        .flatMap(jdk -> programs().map(program -> Arguments.of(jdk, program)));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("programsOnJdks")
  void printsWhatItsPageShows(Jdk jdk, Program program) {
    String path = Checkout.path(List.of(Checkout.runtime(), CLASSES.get(jdk)));
    jdk.java(List.of("-cp", path, program.name())).assertPrinted(program.expected());
  }
}
