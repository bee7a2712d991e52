package dev.weft.weaver.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks the cases of the differential test as a whole. */
final class CasesTest {
  /** A public static method with a probe as its only parameter, however it is annotated. */
  private static final Pattern IN_SOURCE =
      Pattern.compile("\\n  public static [^;={}]*?\\b(\\w+)\\((?:@?\\w+ )*Probe p\\)");

  @Test
  void thereAreMany() {
    assertThat(Case.all()).hasSizeGreaterThanOrEqualTo(440);
  }

  @Test
  void whatStandsInTheSourcesIsRun() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String theme : CaseSources.themes()) {
      IN_SOURCE
          .matcher(CaseSources.of(theme))
          .results()
          .forEach(match -> found.add(theme + "." + match.group(1)));
    }
    assertThat(Case.all().stream().map(Case::toString)).containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void everyThemeHasCases() {
    Set<String> themes = Case.all().stream().map(Case::theme).collect(Collectors.toSet());
    assertThat(themes).isEqualTo(CaseSources.themes());
  }

  @Test
  void allThatIsWovenVerifies() throws ClassNotFoundException {
    for (CaseCode code : allCode().toList()) {
      assertThat(code.refused()).isEmpty();
      CaseLoader loader = new CaseLoader(code.woven(), new Probe(() -> false));
      for (String name : code.woven().keySet()) {
        link(name, loader);
      }
    }
  }

  private static Stream<CaseCode> allCode() {
    return Stream.concat(
        Stream.of(Compiler.values()).map(CaseCode::of),
        Stream.of(CaseCode.notFused(Compiler.JAVAC)));
  }

  /** Verification comes before initialization, which may fail. */
  private static void link(String name, CaseLoader loader) throws ClassNotFoundException {
    try {
      Class.forName(name, true, loader);
    } catch (ExceptionInInitializerError e) {
      assertThat(name).isEqualTo("differential.ClassInit$Failing");
    }
  }

  @Test
  @Tag("P85")
  void aFutureStartsOnlyOnce() throws Throwable {
    Case twice = new Case("AwaitForms", "startedTwice");
    for (CaseCode code : List.of(CaseCode.of(Compiler.JAVAC), CaseCode.notFused(Compiler.JAVAC))) {
      for (Mode mode : Mode.values()) {
        Probe probe = new Probe(mode.suspends(twice));
        CaseLoader loader = new CaseLoader(code.woven(), probe);
        Run run = Run.woven(twice, loader, probe, mode, () -> {});
        assertThat(run.outcome().result())
            .isEqualTo("returned other1! and then IllegalStateException!");
      }
    }
  }
}
