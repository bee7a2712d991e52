package dev.weft.it.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every known pitfall has a test that weaves its smallest trigger or sees it refused, or a reason
 * why it can't occur.
 */
final class PitfallTableTest extends TableTest {
  private static final int LAST = 110;

  private static final String HEAD =
      """
      # Pitfalls

      What is known to go wrong when Java's bytecode is turned into state machines, and the tests that show that it doesn't here.
      *Woven* means that the tests weave the smallest code with the pitfall and run it; an id, that the weaver or the processor refuses such code, or warns of
      it, with that [message](errors.md). Cases of the differential test (`Loops.overRows`) run suspended in several ways and are compared with a run whose awaits block:
      `mvn -pl weaver-maven-plugin/core -am test -Dtest=DifferentialTest -Dweft.cases=Loops.overRows -Dsurefire.failIfNoSpecifiedTests=false`. Those
      marked with a version of Java run in builds with such a JDK only (CI builds with JDK 17 and with 25). The other tests carry the number as a tag:
      `mvn verify -Dgroups=P18`.

      The table is made from the annotations of the tests. `PitfallTableTest` fails when it isn't up to date, or when a number has neither a test nor a reason;
      `mvn -pl integration-tests -am test -Dtest=PitfallTableTest -Dweft.tables.update=true -Dsurefire.failIfNoSpecifiedTests=false` writes it anew.

      | | pitfall | outcome | tests |
      |---|---|---|---|
      """;

  PitfallTableTest() {
    super('P', "pitfalls", HEAD);
  }

  @Override
  List<Integer> numbers() {
    return IntStream.rangeClosed(1, LAST).boxed().toList();
  }

  /** So that the outcome doesn't outlive the test. */
  @ParameterizedTest
  @MethodSource("entries")
  void aTestMentionsTheErrorThatThePitfallIsRefusedWith(Entry pitfall) {
    for (String error : pitfall.errors()) {
      assertThat(tests(pitfall)).anyMatch(test -> test.mentions(error, ROOT));
    }
  }
}
