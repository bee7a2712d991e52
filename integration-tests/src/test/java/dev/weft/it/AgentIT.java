package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The seed programs compiled by Eclipse's compiler, which runs no weaver, and woven by the agent
 * when they are loaded.
 */
final class AgentIT {
  @TempDir static Path temp;

  private static Path onClassPath;
  private static Path onModulePath;

  @BeforeAll
  static void compile() throws IOException {
    onClassPath = compile("-classpath", Seed.all().stream().map(Seed::source).toList());
    onModulePath = compile("--module-path", SeedModule.sources(temp.resolve("module-sources")));
  }

  private static Path compile(String pathOption, List<Path> sources) {
    Path output = temp.resolve("classes" + pathOption);
    Ecj.compile(output, List.of("-proc:none", pathOption, Checkout.runtime().toString()), sources);
    return output;
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("dev.weft.it.Matrix#seedsOnJdks")
  @Tag("P100")
  void printsWhatIsExpectedOnTheClassPath(Jdk jdk, Seed seed) {
    Command command = command(jdk, "-cp", onClassPath, seed.name());
    seed.signalled(command).run().assertPrinted(seed.expected());
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("dev.weft.it.Matrix#seedsOnJdks")
  void printsWhatIsExpectedOnTheModulePath(Jdk jdk, Seed seed) {
    Command command = command(jdk, "-p", onModulePath, "-m", SeedModule.main(seed));
    SeedModule.assertPrinted(seed.signalled(command).run(), seed);
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void classesThatTheBuildHasWovenRunAsTheyAre(Jdk jdk) {
    Seed seed = Seed.all().get(0);
    run(jdk, "-cp", Seed.wovenByMaven(), seed.name()).assertPrinted(seed.expected());
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void whatCannotBeWovenIsSaidAndFailsAtItsAwait(Jdk jdk) throws IOException {
    Path source = temp.resolve("Wrong.java");
    Files.writeString(
        source,
        """
        public class Wrong {
          public static void main(String[] args) {
            dev.weft.Weft.await(dev.weft.Weft.ready());
          }
        }
        """);
    Path output = compile("-classpath", List.of(source));
    Execution run = run(jdk, "-cp", output, "Wrong");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("weft-agent: Wrong.java:3: [WEFT-004] await outside of async code")
        .contains("IllegalStateException: [WEFT-100] await was called in Wrong.main(Wrong.java:3)");
  }

  private static Execution run(Jdk jdk, String pathOption, Path classes, String... main) {
    return command(jdk, pathOption, classes, main).run();
  }

  private static Command command(Jdk jdk, String pathOption, Path classes, String... main) {
    List<String> arguments = new ArrayList<>(List.of("-javaagent:" + Checkout.agent()));
    arguments.addAll(List.of(pathOption, Checkout.path(List.of(Checkout.runtime(), classes))));
    arguments.addAll(List.of(main));
    return jdk.program(arguments);
  }
}
