package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which methods there is a warning about because weaving makes them too long for HotSpot. */
final class HugeMethodsTest {
  private static final String AWAIT = "x += await(f);\n";

  private static final int SOME = 50;

  private static final int MANY = 300;

  /** So many that the source's own code is over the limit. */
  private static final int TOO_MANY = 650;

  private static byte[] compile(String body) {
    return JavaSources.compile("class C {\n" + body + "}\n").get("C");
  }

  private static String method(String name, int awaits) {
    return """
    @Async Future<Integer> %s(Future<Integer> f, int x) {
      %sreturn ready(x);
    }
    """
        .formatted(name, AWAIT.repeat(awaits));
  }

  private static List<String> warnings(byte[] classFile, WeaverOptions options) {
    Weaver weaver = new Weaver(ClassFiles.of(List.of(JavaSources.runtime())), options);
    return TestWeaver.weave(weaver, "C", classFile).warnings().stream()
        .map(Problem::toString)
        .toList();
  }

  private static List<String> warnings(String body) {
    return warnings(compile(body), WeaverOptions.defaults());
  }

  @Test
  @Tag("P40")
  void oneThatGrowsOverTheLimitIsNamedWithItsLineAndItsSizes() {
    assertThat(warnings(method("small", SOME) + method("huge", MANY)))
        .singleElement()
        .asString()
        .matches(
            "C\\.java:\\d+: \\[WEFT-115] the method huge has \\d+,\\d{3} bytes of code once woven,"
                + " and 3,\\d{3} bytes before; HotSpot compiles no method of more than 8,000"
                + " bytes, so this one stays slow: split it \\(in C\\.huge\\)")
        .startsWith("C.java:" + (SOME + 6) + ":");
  }

  @Test
  void oneThatWasOverTheLimitIsTheSourcesOwn() {
    byte[] classFile = compile(method("huge", TOO_MANY));
    assertThat(warnings(classFile, WeaverOptions.defaults())).isEmpty();
  }

  @Test
  void aLambdaIsCalledOne() {
    String lambda = "Object o(Future<Integer> f) {\n return async(() -> {\n int x = 0;\n %s });\n}";
    assertThat(warnings(lambda.formatted(AWAIT.repeat(MANY) + "return x;")))
        .singleElement()
        .asString()
        .startsWith("C.java:4: [WEFT-115] the async lambda has ");
  }

  @Test
  void theyCanBeSwitchedOff() {
    WeaverOptions off = new WeaverOptions(true, false, false, LintOptions.OFF);
    assertThat(warnings(compile(method("huge", MANY)), off)).isEmpty();
    System.setProperty("weft.warnHuge", "false");
    try {
      assertThat(WeaverOptions.defaults()).isEqualTo(off);
    } finally {
      System.clearProperty("weft.warnHuge");
    }
    assertThat(WeaverOptions.defaults()).isEqualTo(new WeaverOptions(true, false));
  }

  @Test
  void theReportOfADirectoryHasThem(@TempDir Path directory) throws Exception {
    Files.write(directory.resolve("C.class"), compile(method("huge", MANY)));
    ClassFiles classPath = ClassFiles.of(List.of(JavaSources.runtime()));
    WeaveReport report = new DirectoryWeaver(directory, classPath).weaveAll();
    assertThat(report.woven()).isEqualTo(1);
    assertThat(report.warnings()).extracting(Problem::id).containsExactly("WEFT-115");
  }
}
