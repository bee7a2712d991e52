package dev.weft.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeated calls stand in a trace once; here each letter is a call. */
final class FoldingTest {
  private static StackTraceElement line(char letter) {
    return new StackTraceElement("C", String.valueOf(letter), "C.java", letter);
  }

  private static String folded(String letters) {
    Folding lines = new Folding();
    letters.chars().forEach(letter -> lines.add(line((char) letter)));
    return text(lines);
  }

  private static String text(Folding lines) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement line : lines.finish()) {
      String name = line.getClassName();
      text.append(
          name.equals("C")
              ? line.getMethodName()
              : "(" + name.replaceAll("\\D+", " ").strip() + " " + line.getMethodName() + ")");
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "ab", "aab", "abab", "abcabc", "aabaab", "abba", "abcdefghabcdefgh"})
  void oneRepetitionStaysAsItIs(String letters) {
    assertThat(folded(letters)).isEqualTo(letters);
  }

  @ParameterizedTest
  @CsvSource({
    "aaa, a(2 a)",
    "aaaaaaaaaaaa, a(11 a)",
    "xaaay, xa(2 a)y",
    "ababab, ab(2 2 a)",
    "xabababy, xab(2 2 a)y",
    "abababa, ab(2 2 a)a",
    "ababababc, ab(2 3 a)c",
    "abcabcabcab, abc(3 2 a)ab",
    "aabaabaab, aab(3 2 a)",
    "aaabbb, a(2 a)b(2 b)",
    "aaabaaabaaab, a(2 a)ba(2 a)ba(2 a)b",
    "abcdefghabcdefghabcdefgh, abcdefgh(8 2 a)",
    "abcdefghiabcdefghiabcdefghi, abcdefghiabcdefghiabcdefghi",
  })
  void moreAreCounted(String letters, String expected) {
    assertThat(folded(letters)).isEqualTo(expected);
  }

  /** Spelled out again, it is what went in. */
  @Test
  void nothingIsLostOfAnySequence() {
    for (int length = 0; length <= 12; length++) {
      for (int bits = 0; bits < 1 << length; bits++) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
          letters.append((bits >> i & 1) == 0 ? 'a' : 'b');
        }
        assertThat(unfolded(letters.toString())).isEqualTo(letters.toString());
      }
    }
  }

  private static String unfolded(String letters) {
    Folding lines = new Folding();
    letters.chars().forEach(letter -> lines.add(line((char) letter)));
    StringBuilder text = new StringBuilder();
    for (StackTraceElement line : lines.finish()) {
      String name = line.getClassName();
      if (name.equals("C")) {
        text.append(line.getMethodName());
        continue;
      }
      String[] numbers = name.replaceAll("\\D+", " ").strip().split(" ", -1);
      int cycle = numbers.length == 1 ? 1 : Integer.parseInt(numbers[0]);
      int rounds = Integer.parseInt(numbers[numbers.length - 1]);
      text.append(text.substring(text.length() - cycle).repeat(rounds));
    }
    return text.toString();
  }

  @Test
  void aRecursionOfAnyDepthTakesTheRoomOfItsCycle() {
    Folding lines = new Folding();
    for (int i = 0; i < 1_000_000; i++) {
      lines.add(line(i % 2 == 0 ? 'a' : 'b'));
    }
    assertThat(lines.size()).isEqualTo(2);
    assertThat(text(lines)).isEqualTo("ab(2 499999 a)");
  }

  @Test
  void countsReadWell() {
    assertThat(TraceLines.repeated(line('a'), 1, 998))
        .hasToString("... repeated 998 more times at C.a(C.java:97)");
    assertThat(TraceLines.repeated(line('a'), 3, 2))
        .hasToString("... last 3 calls repeated 2 more times at C.a(C.java:97)");
  }

  @Test
  void linesApartAreNoPartOfACycle() {
    Folding lines = new Folding();
    List<StackTraceElement> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(line('a'));
    }
    lines.addAll(calls);
    lines.addAllApart(calls);
    lines.addAll(calls);
    assertThat(text(lines)).isEqualTo("a(3 a)aaaaa(3 a)");
  }
}
