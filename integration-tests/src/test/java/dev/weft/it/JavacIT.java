package dev.weft.it;

import dev.weft.it.process.Command;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seed programs compiled by plain javac, which needs nothing but the processor to weave. */
final class JavacIT {
  @TempDir static Path temp;

  private static final Map<Jdk, Path> ON_CLASS_PATH = new HashMap<>();
  private static final Map<Jdk, Path> ON_MODULE_PATH = new HashMap<>();

  @BeforeAll
  static void compile() throws IOException {
    List<Path> moduleSources = SeedModule.sources(temp.resolve("module-sources"));
    List<Path> sources = Seed.all().stream().map(Seed::source).toList();
    for (Jdk jdk : Matrix.jdks()) {
      ON_CLASS_PATH.put(jdk, compile(jdk, "-cp", sources));
      ON_MODULE_PATH.put(jdk, compile(jdk, "-p", moduleSources));
    }
  }

  private static Path compile(Jdk jdk, String pathOption, List<Path> sources) {
    Path output = temp.resolve("classes-" + jdk.feature() + pathOption);
    List<String> arguments = new ArrayList<>(List.of("-d", output.toString()));
    arguments.addAll(List.of(pathOption, Checkout.runtime().toString()));
    arguments.addAll(List.of("-processorpath", Checkout.processorPath(), "-Xlint:all", "-Werror"));
    sources.forEach(source -> arguments.add(source.toString()));
    jdk.javac(arguments).assertPrinted("");
    return output;
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("dev.weft.it.Matrix#seedsOnJdks")
  @Tag("P102")
  void printsWhatIsExpectedOnTheClassPath(Jdk jdk, Seed seed) {
    String path = path(ON_CLASS_PATH::get, jdk);
    Command command = jdk.program(List.of("-cp", path, seed.name()));
    seed.signalled(command).run().assertPrinted(seed.expected());
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("dev.weft.it.Matrix#seedsOnJdks")
  void printsWhatIsExpectedOnTheModulePath(Jdk jdk, Seed seed) {
    String path = path(ON_MODULE_PATH::get, jdk);
    List<String> arguments = List.of("-p", path, "-m", SeedModule.main(seed));
    Command command = jdk.program(arguments);
    SeedModule.assertPrinted(seed.signalled(command).run(), seed);
  }

  private static String path(Function<Jdk, Path> classes, Jdk jdk) {
    return Checkout.path(List.of(Checkout.runtime(), classes.apply(jdk)));
  }
}
