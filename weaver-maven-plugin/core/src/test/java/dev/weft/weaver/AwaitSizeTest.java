package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many bytes of code an await adds to the method that it stands in. */
@DisplayName("What an await adds to the code doesn't depend on how many there are")
final class AwaitSizeTest {
  private static final Pattern SIZES = Pattern.compile("code (\\d+) bytes, woven (\\d+)");

  /** So many that no further local, constant or state has a shorter instruction than the next. */
  private static final int FEW = 300;

  private static final int MORE = 100;

  /**
   * Shapes of statements that await, and the bytes that each of them may add: the call, the way
   * out, the way back, and what is kept. In a loop there is its gate besides, and 18 bytes by which
   * a number needs no box.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          await(f);                                                | 39
          x += await(f);                                           | 39
          int a# = await(f);                                       | 39
          int a# = await(f); x += a#;                              | 39
          long a# = x + await(f); x = (int) a#;                    | 39
          String s# = await(f) + "."; x += s#.length();            | 39
          if (x > #) { x += await(f); }                            | 39
          for (int i = 0; i < x; i++) { x += await(f); }           | 104
          for (int i = 0; i < x; i++) { int a = await(f); x = a; } | 99
          """)
  void isTheSameForEach(String statement, int most) throws WeaveException {
    int few = added(statement, FEW);
    int more = added(statement, FEW + MORE);
    assertThat((more - few) / MORE).isBetween(1, most);
  }

  /** How much longer a method with n such statements is once woven. */
  private static int added(String statement, int n) throws WeaveException {
    StringBuilder statements = new StringBuilder();
    for (int i = 0; i < n; i++) {
      statements.append(statement.replace("#", "" + i)).append('\n');
    }
    String source =
        "class C { @Async Future<Integer> m(Future<Integer> f, int x) {%s return ready(x); } }";
    byte[] classFile = JavaSources.compile(source.formatted(statements)).get("C");
    MatchResult sizes =
        SIZES
            .matcher(TestWeaver.create().explain("C", classFile))
            .results()
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(sizes.group(2)) - Integer.parseInt(sizes.group(1));
  }
}
