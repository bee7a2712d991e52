package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Async tests of a user's, run by Surefire, with the oldest and the newest JUnit. */
@ResourceLock(ScratchRepository.LOCK)
final class SurefireIT {
  private static final Pattern COMMAND =
      Pattern.compile("Suppressed: .*to replay it: mvn (test) (-Dtest=\\S+) (-Dweft\\S+)");

  static List<String> junits() {
    return List.of(Checkout.property("weft.junits").split(","));
  }

  /** Versions of JUnit, with each JDK. */
  static Stream<Arguments> versions() {
    return Jdks.all().stream()
        .flatMap(jdk -> junits().stream().map(junit -> Arguments.of(jdk, junit)));
  }

  private static MavenLog maven(Project project, Jdk jdk, String junit, String... arguments) {
    return project.maven(
        Stream.concat(
                Stream.of("-Djvm=" + jdk.program("java"), "-Djunit.version=" + junit),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theSameTestsRunEverywhere(Jdk jdk, String junit) {
    Project project = Project.copyOf("tests");
    maven(project, jdk, junit, "test")
        .assertSuccess()
        .assertSays("Tests run: 12, Failures: 0, Errors: 0, Skipped: 0");
  }

  /** Surefire prints what is suppressed below a failure; a shell would take the quotes away. */
  @ParameterizedTest
  @MethodSource("junits")
  void theCommandThatIsPrintedFailsAgain(String junit) {
    Project project = Project.copyOf("tests");
    String log = maven(project, Jdks.running(), junit, "test", "-Dtest=Unlucky*").toString();
    assertThat(log).contains("Tests run: 6, Failures: 2", "expected: <1> but was: <2>");
    List<MatchResult> commands = COMMAND.matcher(log).results().toList();
    assertThat(commands)
        .extracting(command -> command.group(2) + " " + command.group(3))
        .containsExactlyInAnyOrder(
            "-Dtest=com.acme.Unlucky#neverGetsThree -Dweft.test.seed=3",
            "-Dtest='com.acme.Unlucky$Inner#neverEither' -Dweft.test.seed=1001");
    for (MatchResult command : commands) {
      String test = command.group(2).replace("'", "");
      String again =
          maven(project, Jdks.running(), junit, "test", test, command.group(3)).toString();
      assertThat(again).contains("Tests run: 1, Failures: 1", command.group(3));
    }
  }
}
