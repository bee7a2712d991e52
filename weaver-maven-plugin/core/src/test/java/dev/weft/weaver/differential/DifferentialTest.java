package dev.weft.weaver.differential;

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
    List<Run> runs = Comparison.of(tested, code).compared(mode);
    if (mode.suspendsAlways()) {
      runs.forEach(Run::checkSuspended);
    }
  }
}
