package dev.weft.it;

import dev.weft.it.process.Command;
import dev.weft.it.process.Jdk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seed programs as the Maven build compiled and wove them print exactly what they must. */
final class ExamplesIT {
  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("dev.weft.it.Matrix#seedsOnJdks")
  void printsWhatIsExpected(Jdk jdk, Seed seed) {
    String classPath = Checkout.path(List.of(Checkout.runtime(), Seed.wovenByMaven()));
    Command command = jdk.program(List.of("-cp", classPath, seed.name()));
    seed.signalled(command).run().assertPrinted(seed.expected());
  }
}
