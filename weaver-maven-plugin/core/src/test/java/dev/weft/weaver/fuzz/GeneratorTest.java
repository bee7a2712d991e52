package dev.weft.weaver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs are the same each time, and have everything in them. */
final class GeneratorTest {
  private static final int PROGRAMS = 400;

  private static String all;

  @BeforeAll
  static void generate() {
    all =
        LongStream.rangeClosed(1, PROGRAMS).mapToObj(s -> source(s)).collect(Collectors.joining());
  }

  private static String source(long seed) {
    return ProgramGenerator.generate(seed, Grammar.PATTERNS).source();
  }

  @Test
  void aSeedIsOneProgram() {
    LongStream.range(0, 20).forEach(s -> assertThat(source(s)).isEqualTo(source(s)));
    assertThat(source(1)).isNotEqualTo(source(2).replace("P2", "P1"));
  }

  /** What SplitMix64 is defined to give. */
  @Test
  void diceFallTheSameOnEveryJdk() {
    Dice dice = new Dice(42);
    assertThat(IntStream.range(0, 12).map(i -> dice.below(100)).boxed())
        .containsExactly(51, 53, 71, 35, 65, 97, 82, 63, 47, 24, 33, 15);
  }

  static Stream<String> shapes() {
    return Stream.of(
        "while \\(",
        "do \\{",
        "for \\(;;\\)",
        "while \\(true\\)",
        "for \\(\\w+(\\[\\])? \\w+ : ",
        "each\\(Kit",
        "try \\{",
        "try \\(",
        "catch \\(\\w+ \\|",
        "\\} finally \\{",
        "switch \\(",
        "case \\d+:",
        "case \\d+ ->",
        "case \\w+\\([^)]*\\) when",
        "case null",
        "yield ",
        "break \\w+;",
        "continue \\w+;",
        "return .*await",
        "throw ",
        "synchronized",
        "assert ",
        "instanceof \\w+ m\\d+",
        " \\+= ",
        " >>>= ",
        "\\+\\+",
        "Checked\\.class",
        "\\.<\\w+>stage",
        "AsyncCallable",
        "AsyncRunnable",
        "FutureCallable",
        "Step<\\w+, \\w+> fn\\d+ = a\\d+ -> \\{",
        "= new Step<\\w+, \\w+>\\(\\)",
        "Scale fn\\d+",
        "new Made\\(p, .*new Made\\(",
        "class C\\d+",
        "new Fn<",
        "super\\.m\\d+\\(",
        "Api\\.super",
        "interface Api",
        "class Inner",
        "record Rec",
        "enum Kind",
        "CompletableFuture<",
        "generic\\(",
        "static \\{",
        "var x\\d+",
        "final \\w+ x\\d+",
        "Supplier<Integer>\\) \\(\\) ->",
        "double\\[\\]",
        "int\\[\\]\\[\\]");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void programsHave(String shape) {
    assertThat(all).containsPattern(shape);
  }
}
