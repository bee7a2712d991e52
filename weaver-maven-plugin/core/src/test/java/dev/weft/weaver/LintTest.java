package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.weaver.differential.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The lints of byte code, by the programs that the annotation processor's checks are tested with:
 * those that are wrong, and those that are nearly so.
 */
final class LintTest {
  private static final Path PROGRAMS = Path.of("..", "..", "processor", "src", "test", "resources");
  private static final String PATH = System.getProperty("java.class.path");
  private static final Pattern PLACE =
      Pattern.compile("(\\w+)\\.java:(\\d+): \\[([\\w-]+)] (.*) \\(in .*");

  @TempDir static Path temp;

  /** What was found in the programs, by who compiled them. */
  private static final Map<List<String>, List<Problem>> FOUND = new HashMap<>();

  /** Lines where the processor says nothing, as the source asks for that, or byte code has more. */
  private static final String LINES =
      """
      WEFT-018 Dropped      20 21 22 23 24 27 31 38
      WEFT-018 Expected
      WEFT-018 Used         49
      WEFT-020 Unboxed      12 13 14 15 16 17 18 19 21 22
      WEFT-020 Boxed
      WEFT-021 Blocks       28 29 30 31 32 33 34 35 36 37 38 38 39 40 41 46 52
      WEFT-021 DoesNotBlock 52
      WEFT-022 Held         17 31 44
      WEFT-022 NotHeld
      WEFT-023 Swallowed    15 25
      WEFT-023 Passed       53
      WEFT-024 Recursive    14 24
      WEFT-024 Loops
      WEFT-025 Both         12 19
      WEFT-025 OneEach
      """;

  private static List<Problem> find(Compiler compiler, String... more) {
    List<String> options = new ArrayList<>(List.of(compiler.name()));
    options.addAll(List.of(more));
    return FOUND.computeIfAbsent(options, LintTest::compileAndFind);
  }

  private static List<Problem> compileAndFind(List<String> by) {
    Path classes = temp.resolve(String.join("", by));
    try {
      Compiler.valueOf(by.get(0)).compile(sources(), classes, PATH, by.subList(1, by.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return find(classes, LintLevel.WARN, "");
  }

  private static List<Path> sources() {
    return Stream.of("cases", "support")
        .flatMap(folder -> javaFiles(PROGRAMS.resolve(folder)).stream())
        .filter(file -> !file.toString().matches(".*WEFT-0(0.|1[0-7]|2[67]).*"))
        .toList();
  }

  private static List<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Problem> find(Path classes, LintLevel level, String except) {
    Map<String, String> given = Map.of(LintOptions.EXCEPT, except);
    LintOptions lints = LintOptions.of(given::get, level);
    List<Path> path = new ArrayList<>(List.of(classes));
    Arrays.stream(PATH.split(System.getProperty("path.separator")))
        .map(Path::of)
        .forEach(path::add);
    try (ClassFiles files = ClassFiles.of(path)) {
      WeaverOptions options = WeaverOptions.defaults().with(lints);
      return new DirectoryWeaver(classes, files, options).weaveAll().warnings();
    } catch (IOException | WeaveException e) {
      throw new AssertionError(e);
    }
  }

  /** The lines in the form of the table above. */
  private static String lines(Collection<Problem> found) {
    return LINES
        .lines()
        .map(line -> line.split(" +", 3))
        .map(
            words ->
                String.format("%s %-12s", words[0], words[1])
                    + found.stream()
                        .filter(problem -> problem.file().equals(words[1] + ".java"))
                        .filter(problem -> problem.id().equals(words[0]))
                        .map(problem -> " " + problem.line())
                        .collect(Collectors.joining()))
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Compiler.class,
      names = {"JAVAC", "ECJ"})
  void theLinesAreThoseThatTheProcessorTellsOf(Compiler compiler) {
    List<Problem> found =
        compiler == Compiler.ECJ ? find(compiler, "-preserveAllLocals") : find(compiler);
    assertThat(lines(found)).isEqualTo(LINES);
    assertThat(found).as("in other programs").hasSize(47);
  }

  /** Without variables that nobody reads, ECJ's code is that of a call that stands alone. */
  @Test
  void eclipsesCompilerLeavesOutVariablesThatNobodyReads() {
    assertThat(lines(find(Compiler.ECJ)))
        .isEqualTo(LINES.replace("Used         49", "Used         41 49"));
  }

  @Test
  void theWordsAreThoseOfTheProcessor() throws IOException {
    for (Problem problem : find(Compiler.JAVAC)) {
      Matcher said = PLACE.matcher(problem.toString());
      assertThat(said.matches()).as(problem.toString()).isTrue();
      Path expected = PROGRAMS.resolve("cases/" + problem.id() + "/" + said.group(1) + ".expected");
      boolean isLambda = problem.file().equals("Dropped.java") && problem.line() == 23;
      if (Files.exists(expected) && !isLambda) {
        assertThat(Files.readString(expected)).contains("[" + said.group(3) + "] " + said.group(4));
      }
    }
  }

  /** The warnings about a class of one method or more, by line. */
  private static List<String> lint(String members, String... options) {
    return lint(JavaSources.compile("class C {\n" + members + "\n}"), options);
  }

  private static List<String> lint(Map<String, byte[]> classFiles, String... options) {
    Map<String, String> given = new HashMap<>(Map.of(LintOptions.LEVEL, "warn"));
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    LintOptions lints = LintOptions.of(given::get, LintLevel.OFF);
    Weaver weaver = TestWeaver.create(classFiles, WeaverOptions.defaults().with(lints));
    try {
      return weaver.weave("C", classFiles.get("C")).warnings().stream()
          .map(problem -> problem.line() + " " + problem.id())
          .toList();
    } catch (WeaveException e) {
      return e.problems().stream().map(problem -> problem.line() + " refused").toList();
    }
  }

  private static final String DROPS =
      """
      @Async Future<Void> f() { return ready(await(sleep(null))); }
      void drops() {
        f();
      }
      """;

  @Test
  void aClassThatIsNotWovenIsLookedAtToo() throws WeaveException {
    assertThat(lint("void drops(Callable<Integer> c) {\n sleep(null);\n }"))
        .containsExactly("3 WEFT-018");
  }

  @Test
  void whatIsNotToBeToldOfIsLeftOut() {
    assertThat(lint(DROPS)).containsExactly("4 WEFT-018");
    assertThat(lint(DROPS, LintOptions.EXCEPT, "unused-future")).isEmpty();
    assertThat(lint(DROPS, LintOptions.EXCEPT, "blocking, unused-future:C#drops")).isEmpty();
    assertThat(lint(DROPS, LintOptions.EXCEPT, "blocking,unused-future:C#f")).hasSize(1);
    assertThat(lint(DROPS, LintOptions.EXCEPT, "unused-future:D")).hasSize(1);
  }

  @Test
  void aLevelRefusesOrSaysNothing() {
    assertThat(lint(DROPS, LintOptions.LEVEL, "error")).containsExactly("4 refused");
    assertThat(lint(DROPS, LintOptions.LEVEL, "off")).isEmpty();
  }

  @Test
  void moreCallsBlockIfOptionsSaySo() {
    String call = "@Async Future<String> f(Map<String, String> m) {\n return ready(m.get(\"\")); }";
    assertThat(lint(call)).isEmpty();
    assertThat(lint(call, LintOptions.BLOCKING, "java.util.Map#get")).containsExactly("3 WEFT-021");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          weft.lint       | loud           | weft.lint=loud: write off, warn or error
          weft.lintExcept | all            | weft.lintExcept names all; write blocking or blocking:com.acme.Store#close, and commas in between
          weft.blocking   | com.acme.Store | weft.blocking names com.acme.Store; write com.acme.Client#call, and commas in between
          """)
  void aWrongOptionIsNamed(String option, String value, String message) {
    Map<String, String> given = Map.of(option, value);
    assertThatThrownBy(() -> LintOptions.of(given::get, LintLevel.WARN)).hasMessage(message);
  }

  @Test
  void whatTheDeclarationAllowsToIgnoreIsNotTold() {
    String members =
        """
        @interface CanIgnoreReturnValue { }
        @CanIgnoreReturnValue static Future<Void> f() { return ready(); }
        void drops() { f(); }
        """;
    assertThat(lint(members)).isEmpty();
  }

  @Test
  void aLockThatIsGivenBackBeforeTheAwaitIsNotHeld() {
    String members =
        """
        @Async Future<Void> f(java.util.concurrent.locks.Lock lock) {
          try {
            lock.unlock();
            await(yieldNow());
          } finally {
            lock.unlock();
          }
          return ready();
        }
        @Async Future<Void> caught(java.util.concurrent.locks.Lock lock) {
          try {
            await(yieldNow());
          } catch (Throwable t) {
            lock.unlock();
            throw t;
          }
          return ready();
        }
        @Async Future<Void> nested(java.util.concurrent.locks.Lock lock) {
          try {
            await(yieldNow());
          } finally {
            try { System.out.println(); } finally { lock.unlock(); }
          }
          return ready();
        }
        """;
    assertThat(lint(members)).isEmpty();
  }

  @Test
  void recursionThatATryOrALoopGoesAroundIsNotItsLastStep() {
    String members =
        """
        @Async Future<Integer> tried(int n) {
          try {
            return ready(await(tried(n - 1)));
          } catch (RuntimeException e) {
            return ready(0);
          }
        }
        @Async Future<Void> looped(int n) {
          while (n-- > 0) {
            await(looped(n));
          }
          return ready();
        }
        @Async Future<Long> added(int n) {
          return ready(await(added(n - 1)) + 1);
        }
        @Async Future<Integer> other(C c) {
          return ready(await(tried(1)));
        }
        """;
    assertThat(lint(members)).isEmpty();
  }

  @Test
  void aVariableThatIsReadSomewhereIsUsed() {
    String members =
        """
        @Async Future<Void> f(boolean b) {
          Future<Void> read = yieldNow();
          if (b) { await(read); }
          Future<Void> captured = yieldNow();
          Runnable r = () -> System.out.println(captured);
          Future<Void> again = yieldNow();
          again = read;
          Future<Void> unused = yieldNow();
          JoinHandle<Void> handle = spawn(yieldNow());
          spawn(yieldNow());
          return ready();
        }
        """;
    assertThat(lint(members)).isEmpty();
  }
}
