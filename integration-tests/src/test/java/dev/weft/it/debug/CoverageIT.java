package dev.weft.it.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import dev.weft.it.debug.DebugProgram.Compiler;
import dev.weft.it.process.Jdk;
import dev.weft.weaver.WeaverOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IBundleCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ILine;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What JaCoCo reports of a woven program, beside what it reports of the blocking twin. */
final class CoverageIT {
  private static final List<String> SOURCE = DebugProgram.source();

  private static final String JACOCO = "-javaagent:" + Checkout.jacoco();

  private static final Map<Jdk, IBundleCoverage> TWINS = new HashMap<>();

  @TempDir static Path directory;

  private static DebuggedPrograms programs;

  @BeforeAll
  static void prepare() {
    programs = DebuggedPrograms.in(directory);
  }

  /** Woven when they are loaded, behind JaCoCo's agent: what counts are javac's class files. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P95")
  void linesAndBranchesAreTheTwinsWhereJacocoComesFirst(Jdk jdk) {
    Map<Integer, String> expected = lines(twin(jdk), CoverageIT::counters);
    assertThat(expected).hasSizeGreaterThan(100);
    for (String awaits : List.of("ready", "suspending")) {
      List<String> agent = List.of("-javaagent:" + Checkout.agent());
      IBundleCoverage report = run(jdk, programs.unwoven(Compiler.JAVAC), agent, awaits);
      assertThat(lines(report, CoverageIT::counters)).isEqualTo(expected);
    }
  }

  private static String counters(ILine line) {
    return isRun(line) + " " + line.getInstructionCounter() + " " + line.getBranchCounter();
  }

  private static boolean isRun(ILine line) {
    return line.getStatus() != ICounter.NOT_COVERED;
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P94")
  @Tag("P95")
  void linesAreTheTwinsWhereTheBuildHasWoven(Jdk jdk) {
    Map<Integer, Boolean> expected = lines(twin(jdk), CoverageIT::isRun);
    Map<Integer, Boolean> ready = lines(woven(jdk, "ready"), CoverageIT::isRun);
    assertThat(textOf(ready, line -> !expected.containsKey(line)))
        .as("what JaCoCo leaves out where it recognises javac's code for finally")
        .containsOnly("}", "break;", "continue;");
    ready.keySet().retainAll(expected.keySet());
    assertThat(ready).isEqualTo(expected);
    Map<Integer, Boolean> suspending = lines(woven(jdk, "suspending"), CoverageIT::isRun);
    suspending.keySet().retainAll(expected.keySet());
    assertThat(suspending.keySet()).isEqualTo(expected.keySet());
    assertThat(textOf(suspending, line -> !suspending.get(line).equals(expected.get(line))))
        .as("a line that throws isn't run to its end, but an await there that suspends is")
        .containsExactly("await(Later.failed(new IOException(\"first\")));");
  }

  private static List<String> textOf(Map<Integer, ?> lines, Predicate<Integer> selected) {
    return lines.keySet().stream().filter(selected).map(n -> SOURCE.get(n - 1).strip()).toList();
  }

  /** Neither the classes of frames nor the methods that make them count. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P94")
  void methodsAndClassesAreTheTwins(Jdk jdk) {
    assertThat(methods(woven(jdk, "ready"))).isEqualTo(methods(twin(jdk)));
  }

  private static List<String> methods(IBundleCoverage report) {
    return report.getPackages().stream()
        .flatMap(inPackage -> inPackage.getClasses().stream())
        .filter(type -> type.getName().startsWith("debugged/Program") && type.containsCode())
        .flatMap(
            type -> type.getMethods().stream().map(method -> type.getName() + method.getName()))
        .sorted()
        .toList();
  }

  private static IBundleCoverage twin(Jdk jdk) {
    return TWINS.computeIfAbsent(jdk, on -> run(on, programs.twin(Compiler.JAVAC), List.of()));
  }

  private static IBundleCoverage woven(Jdk jdk, String awaits) {
    WeaverOptions options = WeaverOptions.defaults();
    return run(jdk, programs.woven(Compiler.JAVAC, options), List.of(), awaits);
  }

  /** Runs a program under JaCoCo's agent, before which no other comes. */
  private static IBundleCoverage run(
      Jdk jdk, DebugProgram program, List<String> otherAgents, String... awaits) {
    try {
      Path data = Files.createTempFile(directory, "run", ".exec");
      List<String> arguments =
          new ArrayList<>(List.of(JACOCO + "=destfile=" + data + ",includes=debugged.*"));
      arguments.addAll(otherAgents);
      arguments.addAll(List.of("-cp", program.classPath(), "debugged.Start", "current"));
      arguments.addAll(List.of(awaits));
      assertThat(jdk.java(arguments).assertSuccess().out()).isEqualToIgnoringNewLines("164");
      return report(data, program.classes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IBundleCoverage report(Path data, Path classes) throws IOException {
    ExecFileLoader loader = new ExecFileLoader();
    loader.load(data.toFile());
    CoverageBuilder builder = new CoverageBuilder();
    new Analyzer(loader.getExecutionDataStore(), builder).analyzeAll(classes.toFile());
    assertThat(builder.getNoMatchClasses()).isEmpty();
    return builder.getBundle("program");
  }

  private static <T> Map<Integer, T> lines(IBundleCoverage report, Function<ILine, T> look) {
    ISourceFileCoverage file =
        report.getPackages().stream()
            .flatMap(inPackage -> inPackage.getSourceFiles().stream())
            .filter(source -> source.getName().equals("Program.java"))
            .findFirst()
            .orElseThrow();
    Map<Integer, T> lines = new TreeMap<>();
    for (int number = file.getFirstLine(); number <= file.getLastLine(); number++) {
      ILine line = file.getLine(number);
      if (line.getStatus() != ICounter.EMPTY) {
        lines.put(number, look.apply(line));
      }
    }
    return lines;
  }
}
