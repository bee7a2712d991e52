package dev.weft.it.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.debug.DebugProgram.Compiler;
import dev.weft.it.process.Jdk;
import dev.weft.weaver.WeaverOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With breakpoints on all lines, a woven program stops where its blocking twin stops, in the same
 * order, as often, with the same values in its variables and with the same callers.
 */
final class BreakpointIT {
  private static final Pattern HIDDEN = Pattern.compile("// hidden: (.*)");
  private static final List<String> SOURCE = DebugProgram.source();

  /** Where the twin stops, by its compiler and the JDK that runs it. */
  private static final Map<String, List<Stop>> EXPECTED = new TreeMap<>();

  @TempDir static Path directory;

  private static DebuggedPrograms programs;

  @BeforeAll
  static void prepare() {
    programs = DebuggedPrograms.in(directory);
  }

  static Stream<Arguments> runs() {
    return Debuggee.jdks().flatMap(BreakpointIT::runs);
  }

  private static Stream<Arguments> runs(Jdk jdk) {
    List<String> modes = List.of("current ready", "current suspending", "multi suspending");
    return Stream.of(Compiler.values())
        .flatMap(compiler -> modes.stream().map(mode -> Arguments.of(jdk, compiler, mode)));
  }

  @ParameterizedTest(name = "{1} on {0}, {2}")
  @MethodSource("runs")
  @Tag("P90")
  @Tag("P91")
  void stopsLikeItsTwin(Jdk jdk, Compiler compiler, String mode) {
    List<Stop> expected = expected(compiler, jdk, mode).stream().map(BreakpointIT::hide).toList();
    DebugProgram woven = programs.woven(compiler, new WeaverOptions(true, false));
    compare(left(stops(woven, jdk, mode), mode), expected);
  }

  @ParameterizedTest(name = "{1} on {0}, {2}")
  @MethodSource("runs")
  @Tag("P92")
  void showsAllThatItsTwinShowsWhenWovenForDebuggers(Jdk jdk, Compiler compiler, String mode) {
    DebugProgram woven = programs.woven(compiler, new WeaverOptions(true, true));
    compare(left(stops(woven, jdk, mode), mode), expected(compiler, jdk, mode));
  }

  private static List<Stop> expected(Compiler compiler, Jdk jdk, String mode) {
    List<Stop> stops =
        EXPECTED.computeIfAbsent(
            compiler + " " + jdk, both -> stops(programs.twin(compiler), jdk, ""));
    return left(stops, mode);
  }

  private static List<Stop> left(List<Stop> stops, String mode) {
    return mode.endsWith("suspending") ? stops.stream().map(BreakpointIT::leave).toList() : stops;
  }

  /**
   * Without those that wait for nothing more, since they have returned what somebody else gives.
   */
  private static Stop leave(Stop stop) {
    boolean left = source(stop.line()).contains("return completed(got + n);");
    List<String> callers = stop.callers().stream().filter(caller -> !isTailCall(caller)).toList();
    return new Stop(
        stop.method(), stop.line(), stop.receiver(), stop.variables(), left ? List.of() : callers);
  }

  private static boolean isTailCall(String caller) {
    int line = Integer.parseInt(caller.substring(caller.indexOf(':') + 1));
    return source(line).contains("return tail(");
  }

  private static String source(int line) {
    return SOURCE.get(line - 1);
  }

  private static void compare(List<Stop> stops, List<Stop> expected) {
    for (int i = 0; i < Math.min(stops.size(), expected.size()); i++) {
      assertThat(stops.get(i)).as("stop %d", i).isEqualTo(expected.get(i));
    }
    assertThat(stops).hasSameSizeAs(expected).hasSizeGreaterThan(150);
  }

  private static List<Stop> stops(DebugProgram program, Jdk jdk, String arguments) {
    List<Stop> stops = new ArrayList<>();
    try (Debuggee debuggee = program.launch(jdk, arguments)) {
      debuggee.onClasses("debugged.Program*", type -> debuggee.breakAt(type, location -> true));
      debuggee.run(event -> stops.add(Stop.of(event)));
      assertThat(debuggee.output()).isEqualToIgnoringNewLines("164");
    }
    return stops;
  }

  /** A stop without the variables that the comment at its line names. */
  private static Stop hide(Stop stop) {
    Map<String, String> variables = new TreeMap<>(stop.variables());
    Matcher comment = HIDDEN.matcher(SOURCE.get(stop.line() - 1));
    if (comment.find()) {
      assertThat(variables.keySet()).contains(comment.group(1).split(" "));
      variables.keySet().removeAll(List.of(comment.group(1).split(" ")));
    }
    return new Stop(stop.method(), stop.line(), stop.receiver(), variables, stop.callers());
  }
}
