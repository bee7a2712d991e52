package dev.weft.weaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.differential.Compiler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: what it prints where, and how it ends. */
final class MainTest {
  private static final String PATH = System.getProperty("java.class.path");

  @TempDir Path temp;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void compile() throws IOException {
    compile("Right", "@Async static Future<String> f() { return ready(await(ready(\"\"))); }");
    compile("Plain", "");
  }

  private void compile(String name, String body) throws IOException {
    Path source = temp.resolve(name + ".java");
    Files.writeString(
        source,
        "import static dev.weft.Weft.*; import dev.weft.*;\nclass " + name + " { " + body + " }\n");
    String[] options = {"-proc:none", "-cp", PATH, "-d", temp.toString(), source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
  }

  private int run(String... args) {
    return new Main(print(out), print(err)).run(args);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String file(String name) {
    return temp.resolve(name).toString();
  }

  @Test
  void explainsAClassFile() {
    assertThat(run("explain", "-cp", PATH, file("Right.class"))).isZero();
    assertThat(out())
        .startsWith("== " + file("Right.class") + "\nf(): lazy, from line 2\n  code ")
        .contains("\n  state 1, line 2: awaits what Weft.ready(Object) gives\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void explainsWhatADirectoryHasAndPassesOverTheRest() {
    assertThat(run("explain", file(""))).isZero();
    assertThat(out()).contains("Right.class").doesNotContain("Plain");
  }

  /** The runtime isn't on the class path, and the interface only in the directory. */
  @Test
  void explainsLambdasOfTheRuntimesInterfacesAndOfTheDirectorys() throws IOException {
    compile("Lambdas", "Object o(Future<?> f) { return async(() -> await(f)); }");
    compile(
        "Handlers",
        "@AsyncLambda interface Handler { String handle(String s); }"
            + " Handler same(Handler inner) { return inner::handle; }");
    assertThat(run("explain", file(""))).isZero();
    assertThat(err()).isEmpty();
    assertThat(out())
        .contains("Handlers$Handler.class\nan async interface: it gets a companion\n")
        .contains("calls Handlers.Handler.handle, which may suspend; no future is made\n")
        .contains("lambda$o$0(Future): the body of an async lambda, from line 2\n");
  }

  @Test
  void saysOfAFileThatItWasGivenWhyThereIsNothingToExplain() {
    assertThat(run("explain", file("Plain.class"))).isZero();
    assertThat(out()).isEqualTo(file("Plain.class") + " has no async methods\n");
  }

  @Test
  void weavesADirectoryOnce() {
    assertThat(run("weave", "--class-path", PATH, file(""))).isZero();
    assertThat(run("weave", file(""))).isZero();
    assertThat(run("explain", file("Right.class"), file("Right$f$Frame.class"))).isZero();
    assertThat(out())
        .isEqualTo(
            String.join(
                "\n",
                temp + ": 1 woven, 0 found woven",
                temp + ": 0 woven, 1 found woven",
                "== "
                    + file("Right.class")
                    + ", woven already: why something is kept is told of what the compiler has made",
                "f(), from line 2",
                "  frame Right$f$Frame",
                "  state 1, line 2",
                file("Right$f$Frame.class") + " is a class that the weaver has made",
                ""));
  }

  @Test
  void namesAClassThatIsWrong() throws IOException {
    compile("Wrong", "static void f() { await(ready()); }");
    assertThat(run("weave", file(""))).isEqualTo(1);
    assertThat(err()).contains("Wrong.java:2: [WEFT-004] await outside of async code");
  }

  @Test
  void explainsTheOthersWhereOneIsWrong() throws IOException {
    compile("Above", "static void f() { await(ready()); }");
    assertThat(run("explain", file(""))).isEqualTo(1);
    assertThat(out()).contains("f(): lazy, from line 2\n");
    assertThat(err()).startsWith("Above.java:2: [WEFT-004] await outside of async code");
  }

  @Test
  void warnsOfAMethodThatGetsHuge() throws IOException {
    compile(
        "Huge",
        "@Async Future<Integer> f(Future<Integer> g, int x) {"
            + "x += await(g);".repeat(300)
            + "return ready(x); }");
    String warning = "warning: Huge.java:2: [WEFT-115] the method f has ";
    assertThat(run("explain", file("Huge.class"))).isZero();
    assertThat(out()).contains("\n" + warning);
    assertThat(err()).isEmpty();
    assertThat(run("weave", file(""))).isZero();
    assertThat(err()).startsWith(warning);
  }

  @Test
  void warnsOfMistakesInWhatEclipsesCompilerMade() throws IOException {
    Path source = temp.resolve("Wrong.java");
    Files.writeString(
        source,
        """
        import static dev.weft.Weft.*;
        import dev.weft.*;
        class Wrong {
          @Async Future<Void> f() throws Exception {
            Thread.sleep(1);
            f();
            return ready();
          }
        }
        """);
    Compiler.ECJ.compile(List.of(source), temp, PATH, List.of());
    assertThat(run("weave", "-cp", PATH, file(""))).isZero();
    assertThat(err())
        .startsWith("warning: Wrong.java:5: [WEFT-021] Thread.sleep(long) blocks the thread")
        .contains("\nwarning: Wrong.java:6: [WEFT-018] the future of f() is dropped");
  }

  @Test
  void namesAFileThatIsMissing() {
    assertThat(run("explain", file("Gone.class"))).isEqualTo(1);
    assertThat(err()).isEqualTo("there is no file " + file("Gone.class") + "\n");
  }

  @Test
  void weavesDirectoriesOnly() {
    assertThat(run("weave", file("Right.class"))).isEqualTo(1);
    assertThat(err()).endsWith(" is no directory; weave wants the compiler's output\n");
  }

  @Test
  void helps() {
    assertThat(run("--help")).isZero();
    assertThat(out()).startsWith("java -jar weft-weaver.jar explain [-cp CLASSPATH] FILE...");
    assertThat(run("--version")).isZero();
    assertThat(out()).contains("\nweft-weaver ");
  }

  @Test
  void refusesAWrongCommandLine() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("unravel", "x")).isEqualTo(2);
    assertThat(run("explain")).isEqualTo(2);
    assertThat(run("explain", "-cp")).isEqualTo(2);
    assertThat(err())
        .contains("unknown command unravel\n", "explain wants files to work on\n")
        .contains("-cp wants a class path\n");
    assertThat(out()).isEmpty();
  }
}
