package dev.weft.it.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.request.StepRequest;
import dev.weft.it.debug.DebugProgram.Compiler;
import dev.weft.it.process.Jdk;
import dev.weft.weaver.WeaverOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps through a woven program go from line to line as in its blocking twin.
 *
 * <p>A debugger steps by following a thread. At an await that suspends, the thread leaves the
 * method, and so does the step: it stops in the caller, as after a return. To stay in the method a
 * debugger has to wait on the method's other lines, as it does for "run to cursor".
 */
final class StepIT {
  private static final WeaverOptions FUSED = new WeaverOptions(true, false);
  private static final WeaverOptions NOT_FUSED = new WeaverOptions(false, false);

  /** Each is called once, and not by itself. */
  private static final List<String> METHODS =
      List.of("straight", "loops", "labelled", "jumps", "switches", "expressions", "lambdas");

  @TempDir static Path directory;

  private static DebuggedPrograms programs;

  @BeforeAll
  static void prepare() {
    programs = DebuggedPrograms.in(directory);
  }

  static Stream<Arguments> compilers() {
    return Debuggee.jdks()
        .flatMap(jdk -> Stream.of(Compiler.values()).map(c -> Arguments.of(jdk, c)));
  }

  @ParameterizedTest(name = "by {1} on {0}")
  @MethodSource("compilers")
  void overAnAwaitThatIsReady(Jdk jdk, Compiler compiler) {
    Function<Debuggee, Walk> walk = d -> new Walk.Steps(d, METHODS, StepRequest.STEP_OVER);
    Map<String, List<String>> expected = places(walk(programs.twin(compiler), jdk, "", walk));
    DebugProgram woven = programs.woven(compiler, FUSED);
    assertThat(expected).containsOnlyKeys(METHODS);
    assertThat(places(walk(woven, jdk, "current ready", walk))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "by {1} on {0}")
  @MethodSource("compilers")
  @Tag("P91")
  void overAnAwaitThatSuspends(Jdk jdk, Compiler compiler) {
    Function<Debuggee, Walk> walk = d -> new Walk.StepsAndWaits(d, METHODS);
    Map<String, List<String>> expected = places(walk(programs.twin(compiler), jdk, "", walk));
    DebugProgram woven = programs.woven(compiler, FUSED);
    assertThat(expected).containsOnlyKeys(METHODS);
    assertThat(places(walk(woven, jdk, "current suspending", walk))).isEqualTo(expected);
    assertThat(places(walk(woven, jdk, "multi suspending", walk))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "by {1} on {0}")
  @MethodSource("compilers")
  void anAwaitThatSuspendsIsLeftForTheCaller(Jdk jdk, Compiler compiler) {
    DebugProgram woven = programs.woven(compiler, FUSED);
    Map<String, List<Stop>> stops =
        walk(
            woven,
            jdk,
            "current suspending",
            debuggee -> new Walk.Steps(debuggee, List.of("straight"), StepRequest.STEP_OVER));
    assertThat(places(stops).get("straight"))
        .containsExactly(
            "straight:" + DebugProgram.line("int c = a + 1;"),
            "straight:" + DebugProgram.line("int d = await"),
            "all:" + DebugProgram.line("await(straight"));
  }

  @ParameterizedTest(name = "by {1} on {0}")
  @MethodSource("compilers")
  void intoACallThatIsAwaited(Jdk jdk, Compiler compiler) {
    for (WeaverOptions options : List.of(FUSED, NOT_FUSED)) {
      Map<String, List<Stop>> stops =
          walk(
              programs.woven(compiler, options),
              jdk,
              "current ready",
              debuggee -> new Walk.Steps(debuggee, List.of("all"), StepRequest.STEP_INTO));
      assertThat(stops.get("all"))
          .hasSize(2)
          .last()
          .isEqualTo(
              new Stop(
                  "straight",
                  DebugProgram.line("int c = a + 1;"),
                  true,
                  Map.of("a", "1", "b", "2"),
                  List.of("all:" + DebugProgram.line("await(straight(1, 2L))"))));
    }
  }

  private static Map<String, List<Stop>> walk(
      DebugProgram program, Jdk jdk, String mode, Function<Debuggee, Walk> walk) {
    try (Debuggee debuggee = program.launch(jdk, mode)) {
      return walk.apply(debuggee).stops();
    }
  }

  private static Map<String, List<String>> places(Map<String, List<Stop>> stops) {
    Map<String, List<String>> places = new TreeMap<>();
    stops.forEach(
        (method, all) ->
            places.put(
                method, all.stream().map(stop -> stop.method() + ":" + stop.line()).toList()));
    return places;
  }
}
