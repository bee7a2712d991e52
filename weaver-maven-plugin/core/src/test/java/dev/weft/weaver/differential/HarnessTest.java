package dev.weft.weaver.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that the differential test notices what it is there to notice. */
final class HarnessTest {
  private final CaseCode code = CaseCode.of(Compiler.JAVAC);

  /** Some restores bring back a null or belong to a way out that a case doesn't take. */
  @Test
  @Tag("P75")
  void aWrongRestoreShowsInMostCases() throws Throwable {
    List<Case> broken = new ArrayList<>();
    List<Case> unnoticed = new ArrayList<>();
    for (Case tested : Case.all()) {
      int reads = Sabotage.count(code.woven(), tested.className(), tested.method());
      if (reads > 1 && !tested.theme().equals(LargeCases.THEME)) {
        broken.add(tested);
        if (agrees(tested, sabotaged(tested, reads / 2))) {
          unnoticed.add(tested);
        }
      }
    }
    assertThat(broken).hasSizeGreaterThan(300);
    assertThat(unnoticed).hasSizeLessThan(broken.size() / 5);
  }

  private Map<String, byte[]> sabotaged(Case tested, int read) {
    Map<String, byte[]> classFiles = new HashMap<>(code.woven());
    String name = tested.className();
    classFiles.put(name, Sabotage.apply(code.woven(), name, tested.method(), read));
    return classFiles;
  }

  private boolean agrees(Case tested, Map<String, byte[]> classFiles) throws Throwable {
    Mode mode = Mode.SAME_THREAD;
    Probe probe = new Probe(mode.suspends(tested));
    Run run = Run.woven(tested, new CaseLoader(classFiles, probe), probe, mode, () -> {});
    return run.outcome().toString().equals(code.expected(tested).toString());
  }

  @Test
  void theReferenceCannotBeSuspended() {
    Probe probe = new Probe(() -> true);
    Case tested = new Case("AwaitForms", "stage");
    CaseLoader loader = new CaseLoader(code.reference(), probe);
    Outcome outcome = Run.reference(tested, loader);
    assertThat(outcome.result()).isEqualTo("threw AssertionError(a reference run can't wait)");
  }

  @Test
  void everyStepIsOnAnotherThread() throws Throwable {
    Threads threads = Mode.OTHER_THREAD.threads();
    Object before = Thread.currentThread();
    for (int i = 0; i < 5; i++) {
      Object now = threads.run(Thread::currentThread);
      assertThat(now).isNotSameAs(before);
      before = now;
    }
  }

  @Test
  void outcomesTellValuesTypesAndOrderApart() {
    Probe probe = new Probe(() -> false);
    probe.log("first");
    probe.log(2);
    assertThat(Outcome.returned(new Object[] {1, 1L, new int[] {1}}, probe))
        .hasToString(
            """
            returned Object[Integer 1, Long 1, int[Integer 1]]
            after
              first
              Integer 2\
            """);
  }
}
