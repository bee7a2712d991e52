package dev.weft.weaver.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The differential test of the weaver: a woven case, however it is suspended, comes to what the
 * same code comes to with an await that blocks.
 *
 * <p>The cases are the async methods in {@code src/test/resources/differential}, and in folders
 * beside it those for newer versions of Java. {@code -Dweft.cases=Loops.*} runs some of them.
 */
final class DifferentialTest {
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("weft.cases", ".*"));

  /** Runs of a case that take place between the steps of another, at most. */
  private static final int MAX_BETWEEN = 3;

  @TestFactory
  @Tag("P75")
  Stream<DynamicTest> casesOfJavac() {
    return tests(CaseCode.of(Compiler.JAVAC), Mode.values());
  }

  @TestFactory
  Stream<DynamicTest> casesOfJavacNotFused() {
    return tests(CaseCode.notFused(Compiler.JAVAC), Mode.READY, Mode.SAME_THREAD);
  }

  @TestFactory
  @Tag("P92")
  Stream<DynamicTest> casesOfJavacForDebuggers() {
    return tests(CaseCode.forDebuggers(Compiler.JAVAC), Mode.SAME_THREAD);
  }

  @TestFactory
  @Tag("P14")
  @Tag("P110")
  Stream<DynamicTest> casesOfJavacBare() {
    return tests(CaseCode.of(Compiler.JAVAC_BARE), Mode.SAME_THREAD);
  }

  @TestFactory
  Stream<DynamicTest> casesOfEcj() {
    return tests(CaseCode.of(Compiler.ECJ), Mode.READY, Mode.SAME_THREAD);
  }

  private static Stream<DynamicTest> tests(CaseCode code, Mode... modes) {
    return Case.all().stream()
        .filter(tested -> CHOSEN.matcher(tested.toString()).matches())
        .filter(code::contains)
        .flatMap(
            tested ->
                Arrays.stream(modes).filter(tested::runs).map(mode -> test(tested, code, mode)));
  }

  private static DynamicTest test(Case tested, CaseCode code, Mode mode) {
    return DynamicTest.dynamicTest(tested + " [" + mode + "]", () -> check(tested, code, mode));
  }

  private static void check(Case tested, CaseCode code, Mode mode) throws Throwable {
    code.checkWoven(tested.theme());
    String expected = code.expected(tested).toString();
    for (Run run : runs(tested, code, mode)) {
      assertThat(run.outcome()).as("%s [%s]", tested, mode).hasToString(expected);
      if (mode.suspendsAlways()) {
        run.checkSuspensions();
      }
    }
  }

  private static List<Run> runs(Case tested, CaseCode code, Mode mode) throws Throwable {
    Probe probe = new Probe(mode.suspends(tested));
    CaseLoader loader = new CaseLoader(code.woven(), probe);
    List<Run> runs = new ArrayList<>();
    Runnable between =
        () -> {
          if (mode == Mode.INTERLEAVED && runs.size() < MAX_BETWEEN) {
            runs.add(uninterrupted(tested, loader));
          }
        };
    runs.add(Run.woven(tested, loader, probe, mode, between));
    return runs;
  }

  private static Run uninterrupted(Case tested, CaseLoader loader) {
    Mode mode = Mode.SAME_THREAD;
    try {
      return Run.woven(tested, loader, new Probe(mode.suspends(tested)), mode, () -> {});
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }
}
