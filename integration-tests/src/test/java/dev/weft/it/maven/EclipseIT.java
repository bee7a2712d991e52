package dev.weft.it.maven;

import dev.weft.it.Checkout;
import dev.weft.it.Seed;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The seed programs in a Maven build that compiles with Eclipse's compiler. Maven 3.8 can't load
 * the adapter for it: class files of Java 17 are too new for its injector.
 */
@Tag("builds")
@ResourceLock(ScratchRepository.LOCK)
final class EclipseIT {
  private static final Project PROJECT =
      Project.copyOf("eclipse").builtBy(OtherMavens.home(OtherMavens.newest3()));

  @BeforeAll
  static void build() throws IOException {
    PROJECT.addSeeds();
    PROJECT
        .maven("process-classes")
        .assertSuccess()
        .assertSays("Compiling with eclipse")
        .assertSays("Wove " + Seed.all().size() + " classes (0 up to date)");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Seed#all")
  void printsWhatIsExpected(Seed seed) {
    List<Path> path = List.of(Checkout.runtime(), PROJECT.file("target/classes"));
    List<String> arguments = List.of("-cp", Checkout.path(path), seed.name());
    seed.signalled(Jdks.running().program(arguments)).run().assertPrinted(seed.expected());
  }
}
