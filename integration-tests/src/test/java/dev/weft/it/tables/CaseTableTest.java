package dev.weft.it.tables;

import java.util.List;

/** Every case of what a runtime must hold has tests, or a reason why it has none. */
final class CaseTableTest extends TableTest {
  private static final List<Integer> NUMBERS =
      List.of(
          2, 4, 5, 6, 8, 10, 11, 13, 14, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 34, 35,
          36, 37, 39, 40, 41, 42, 43, 44, 46, 47, 48, 49, 52, 53, 54, 55, 56, 57, 58, 60, 62, 65,
          66, 68, 71, 72, 73, 74, 77, 78, 79, 80, 81, 82, 83, 85, 86, 88, 89, 91, 92, 96, 97, 98,
          99, 100, 102, 104, 105, 106, 107, 108, 110, 112, 113, 115, 117, 118, 119, 120);

  private static final String HEAD =
      """
      # Runtime cases

      What runtimes of this kind are known to get wrong, and the tests that show that this one doesn't. The numbers are those of a longer list, which goes on with
      time, channels and I/O; a letter tells parts of a case apart. Where tests are given on several runtimes, these are the current-thread runtime, multi-thread
      ones with one worker and with more, and one on a foreign executor. Each test carries the number as a tag: `mvn verify -Dgroups=T13`. What two threads may do
      to the insides at once is tried by jcstress, too: `mvn -Pstress -pl stress -am verify -DskipTests`.

      The table is made from the annotations of the tests. `CaseTableTest` fails when it isn't up to date, or when a case has neither a test nor a reason;
      `mvn -pl integration-tests -am test -Dtest=CaseTableTest -Dweft.tables.update=true -Dsurefire.failIfNoSpecifiedTests=false` writes it anew.

      | | what must hold | outcome | tests |
      |---|---|---|---|
      """;

  CaseTableTest() {
    super('T', "runtime-cases", HEAD);
  }

  @Override
  List<Integer> numbers() {
    return NUMBERS;
  }
}
