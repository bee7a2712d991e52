package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Sources that javac takes and the weaver doesn't, each with what the user reads, to the letter.
 */
final class RefusalTest {
  private static final String CONSTRUCTOR =
      "[WEFT-004] await in a constructor or an instance initialiser; await in a static @Async"
          + " method that calls the constructor with the result (in C.<init>)";

  private static final String LAMBDA =
      "[WEFT-004] await in a lambda that isn't async; write a loop, or pass the lambda to"
          + " async(...), spawn(...) or another parameter of async kind (in C.lambda$m$0)";

  private static final String MONITOR =
      "[WEFT-005] await while a monitor is held; await before or after the synchronized block"
          + " (in C.m)";

  private static final String REFERENCE =
      "[WEFT-006] Weft::await can't be a method reference, since it suspends the method that it"
          + " stands in; write a loop with await in its body (in C.m)";

  private static final String EACH =
      "[WEFT-014] each stands outside of a for header, where nothing waits for the elements; write"
          + " for (var x : each(stream)) (in C.m)";

  private static final String SERIALIZABLE =
      "[WEFT-108] an async lambda can't be serializable and can't have further marker interfaces;"
          + " remove the intersection cast (in C.m)";

  /** A source and the reasons why it is refused. */
  private record Refused(String source, List<String> problems) {
    static Refused of(String source, String... problems) {
      return new Refused(source, List.of(problems));
    }
  }

  static Stream<Refused> misusedAnnotations() {
    return Stream.of(
        Refused.of(
            """
            class C {
              @Async String m() {
                return await(ready("x"));
              }
            }
            """,
            "C.java:3: [WEFT-001] @Async method m must return Future, CompletableFuture or"
                + " CompletionStage (in C.m)"),
        Refused.of(
            "class C { @AsyncMain public static int main() { return 1; } }",
            "C.java:1: [WEFT-001] @AsyncMain method main must return Future, CompletableFuture or"
                + " CompletionStage (in C.main)"),
        Refused.of(
            "class C { @Async dev.weft.time.Sleep m() { return sleep(java.time.Duration.ZERO); } }",
            "C.java:1: [WEFT-001] @Async method m must return Future, CompletableFuture or"
                + " CompletionStage (in C.m)"),
        Refused.of(
            "class C { @Async native Future<String> m(); }",
            "C.java: [WEFT-002] @Async method m has no body; put @Async on its implementations"
                + " (in C.m)"),
        Refused.of(
            "interface C { @Async Future<String> m(); }",
            "C.java: [WEFT-002] @Async method m has no body; put @Async on its implementations"
                + " (in C.m)"),
        Refused.of(
            """
            class C {

              @Async synchronized Future<Void> m() {
                return ready();
              }
            }
            """,
            "C.java:4: [WEFT-003] @Async method m is synchronized, but a monitor can't be held"
                + " while suspended; use synchronized blocks without an await in them (in C.m)"));
  }

  static Stream<Refused> misplacedAwaits() {
    return Stream.of(
        Refused.of(
            """
            class C {
              String m(Future<String> f) {
                String s =
                    await(f);
                return s;
              }
            }
            """,
            "C.java:4: [WEFT-004] await outside of async code; annotate the method m with"
                + " dev.weft.Async and have it return a Future (in C.m)"),
        Refused.of(
            """
            class C {
              C(Future<String> f) {
                await(f);
              }
            }
            """,
            "C.java:3: " + CONSTRUCTOR),
        Refused.of(
            """
            class C {
              C(String s) {}
              C(Future<String> f) {
                this(await(f));
              }
            }
            """,
            "C.java:4: " + CONSTRUCTOR),
        Refused.of(
            """
            class C {
              final String s = await(ready("x"));
            }
            """,
            "C.java:2: " + CONSTRUCTOR),
        Refused.of(
            """
            class C {
              static String s;
              static {
                s = await(ready("x"));
              }
            }
            """,
            "C.java:4: [WEFT-004] await in a static initialiser; await in an @Async method"
                + " (in C.<clinit>)"),
        Refused.of(
            """
            class C {
              @Async Future<Void> m(List<Future<String>> all) {
                all.forEach(f -> await(f));
                return ready();
              }
            }
            """,
            "C.java:3: " + LAMBDA),
        Refused.of(
            """
            class C {
              @Async Future<Void> m(Future<String> f) {
                Callable<String> c = () -> {
                  int i = 1;
                  return await(f, IllegalStateException.class) + i;
                };
                return ready();
              }
            }
            """,
            "C.java:5: " + LAMBDA));
  }

  static Stream<Refused> heldMonitors() {
    return Stream.of(
        Refused.of(
            """
            class C {
              @Async Future<Void> m(Future<String> f) {
                synchronized (this) {
                  await(f);
                }
                return ready();
              }
            }
            """,
            "C.java:4: " + MONITOR),
        Refused.of(
            """
            class C {
              @Async Future<Void> m(Future<String> f, Object a, Object b) {
                synchronized (a) {
                  synchronized (b) {
                    b.hashCode();
                  }
                  await(f);
                }
                return ready();
              }
            }
            """,
            "C.java:7: " + MONITOR),
        Refused.of(
            """
            class C {
              @Async Future<Void> m(Future<String> f) {
                synchronized (this) {
                  try {
                    hashCode();
                  } catch (RuntimeException e) {
                    await(f);
                  }
                }
                return ready();
              }
            }
            """,
            "C.java:7: " + MONITOR));
  }

  static Stream<Refused> references() {
    return Stream.of(
        Refused.of(
            """
            class C {
              Object m(List<Future<String>> all) {
                return all.stream().map(Weft::await);
              }
            }
            """,
            "C.java:3: " + REFERENCE),
        Refused.of(
            """
            class C {
              @Async Future<Void> m() {
                Function<CompletionStage<String>, String> wait = Weft::await;
                return ready();
              }
            }
            """,
            "C.java:3: " + REFERENCE));
  }

  static Stream<Refused> misplacedEach() {
    return Stream.of(
        Refused.of(
            """
            class C {
              void m(AsyncStream<String> s) {
                for (String t : each(s)) {}
              }
            }
            """,
            "C.java:3: [WEFT-004] each outside of async code; annotate the method m with"
                + " dev.weft.Async and have it return a Future (in C.m)"),
        Refused.of(
            """
            class C {
              static final Iterable<String> ALL = each(AsyncStream.of("a"));
              @Async Future<Void> m(List<AsyncStream<String>> all) {
                all.forEach(s -> {
                  for (String t : each(s)) {}
                });
                return ready();
              }
            }
            """,
            "C.java:2: [WEFT-004] each in a static initialiser; await in an @Async method"
                + " (in C.<clinit>)",
            "C.java:5: [WEFT-004] each in a lambda that isn't async; write a loop, or pass the"
                + " lambda to async(...), spawn(...) or another parameter of async kind"
                + " (in C.lambda$m$0)"),
        Refused.of(
            """
            class C {
              @Async Future<Void> m(AsyncStream<String> s) {
                synchronized (this) {
                  for (String t :
                      each(s)) {}
                }
                return ready();
              }
            }
            """,
            "C.java:5: " + MONITOR),
        Refused.of(
            """
            class C {
              Object m(List<AsyncStream<String>> all) {
                return all.stream().map(Weft::each);
              }
            }
            """,
            "C.java:3: [WEFT-014] Weft::each can't be a method reference, since nothing would wait"
                + " for the elements; write for (var x : each(stream)) (in C.m)"));
  }

  /** The iterator would get to where hasNext is an ordinary call. */
  static Stream<Refused> eachInOtherPlaces() {
    return Stream.of(
            "Iterable<String> all = each(s);",
            "each(s).forEach(t -> {});",
            "each(s);",
            "for (String t : b ? each(s) : each(s, Error.class)) {}",
            "for (String t : (Iterable<String>) (Object) each(s)) {}",
            "Iterator<String> all = each(s).iterator(); all.next(); all.forEachRemaining(t -> {});",
            "Iterator<String> all = each(s).iterator(); List.of(all);",
            "Iterator<String> all = each(s).iterator(); if (b) { all = null; } all.hasNext();",
            "Iterator<String> all = null; if (b) { all = each(s).iterator(); } all.next();",
            "each(s).iterator().hasNext();")
        .map(
            line ->
                Refused.of(
                    "class C { @Async Future<Void> m(AsyncStream<String> s, boolean b) {\n"
                        + line
                        + "\nreturn ready(); } }",
                    "C.java:2: " + EACH));
  }

  @ParameterizedTest
  @MethodSource("eachInOtherPlaces")
  void isRefusedWhereverTheIteratorGetsAway(Refused refused) {
    assertThat(TestWeaver.problems(JavaSources.compile(refused.source)))
        .isNotEmpty()
        .containsOnly(refused.problems.get(0));
  }

  @ParameterizedTest
  @MethodSource("misusedAnnotations")
  @Tag("P59")
  @Tag("P64")
  void whatCanNotBeAsyncIsRefused(Refused refused) {
    isRefusedInTheseWords(refused);
  }

  @ParameterizedTest
  @MethodSource("misplacedAwaits")
  @Tag("P56")
  @Tag("P67")
  void awaitOutsideOfAsyncCodeIsRefused(Refused refused) {
    isRefusedInTheseWords(refused);
  }

  @ParameterizedTest
  @MethodSource("misplacedEach")
  void eachOutsideOfAsyncCodeIsRefused(Refused refused) {
    isRefusedInTheseWords(refused);
  }

  @ParameterizedTest
  @MethodSource("heldMonitors")
  @Tag("P83")
  void awaitUnderAMonitorIsRefused(Refused refused) {
    isRefusedInTheseWords(refused);
  }

  @ParameterizedTest
  @MethodSource("references")
  @Tag("P57")
  void aReferenceToAwaitIsRefused(Refused refused) {
    isRefusedInTheseWords(refused);
  }

  @Test
  @Tag("P69")
  void aSerializableAsyncLambdaIsRefused() {
    isRefusedInTheseWords(
        Refused.of(
            """
            class C {
              Future<?> m(Future<String> f) {
                return async((AsyncRunnable<RuntimeException> & java.io.Serializable) () -> {
                  await(f);
                });
              }
            }
            """,
            "C.java:3: " + SERIALIZABLE));
  }

  private static void isRefusedInTheseWords(Refused refused) {
    assertThat(TestWeaver.problems(JavaSources.compile(refused.source)))
        .containsExactlyElementsOf(refused.problems);
  }

  /** Monitors that are given back before the await are no reason. */
  @Test
  void awaitAfterASynchronizedBlockIsWoven() {
    Map<String, byte[]> classFiles =
        JavaSources.compile(
            """
            final class C {
              int x;
              @Async Future<Integer> m(Future<String> f, Object l) {
                for (int i = 0; i < 2; i++) {
                  synchronized (l) { x = 1; }
                  await(f);
                }
                try {
                  synchronized (l) { if (x > 0) { throw new IllegalStateException(); } }
                } catch (IllegalStateException e) {
                  await(f);
                }
                return ready(x);
              }
            }
            """);
    assertThat(TestWeaver.problems(classFiles)).isEmpty();
  }

  /** The strand and the frame take two slots, and the receiver one. */
  @ParameterizedTest
  @CsvSource({"static, int, 253", "'', int, 252", "static, long, 126", "'', long, 126"})
  @Tag("P63")
  void tooManyParametersAreRefused(String modifier, String type, int most) throws Exception {
    assertThat(TestWeaver.problems(compileWithParameters(modifier, type, most + 1)))
        .containsExactly(
            "C.java:2: [WEFT-107] @Async method m has too many parameters: once woven it takes two"
                + " more, and the JVM allows 255 slots; pass an object (in C.m)");
    Map<String, byte[]> woven = TestWeaver.weave(compileWithParameters(modifier, type, most));
    assertThat(Class.forName("C", true, TestWeaver.loader(woven)).getDeclaredMethods())
        .extracting(Method::getParameterCount)
        .contains(most, most + 2);
  }

  private static Map<String, byte[]> compileWithParameters(
      String modifier, String type, int count) {
    String parameters =
        IntStream.range(0, count).mapToObj(i -> type + " p" + i).collect(Collectors.joining(", "));
    return JavaSources.compile(
        "class C { @Async %s Future<Object> m(%s) {\n return ready(p0); } }"
            .formatted(modifier, parameters));
  }

  /** A method that fits, but not with what weaving adds at each await. */
  @Test
  @Tag("P40")
  void tooMuchCodeIsRefused() {
    String awaits = "sum += await(f) + sum;\n".repeat(1_500);
    Map<String, byte[]> classFiles =
        JavaSources.compile(
            "class C { @Async Future<Integer> m(Future<Integer> f) {\n int sum = 0;\n"
                + awaits
                + "return ready(sum); } }");
    assertThat(TestWeaver.problems(classFiles))
        .singleElement(STRING)
        .matches(
            "C\\.java:2: \\[WEFT-104\\] the method m would have \\d{2,3},\\d{3} bytes of code once"
                + " woven, and 65,535 are allowed; split it: it has 1,500 awaits, and about"
                + " 1,\\d{3} of the kind would fit \\(in C\\.m\\)");
  }

  /** A class that fits, but not with what weaving adds to its constants. */
  @Test
  void tooManyConstantsAreRefused() {
    byte[] small =
        JavaSources.compile(
                "class C { @Async Future<String> m(Future<String> f) { return ready(await(f)); } }")
            .get("C");
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(small).accept(writer, 0);
    for (int i = 0; writer.newUTF8("field" + i) < 65_520; i++) {
      writer.visitField(0, "field" + i, "I", null, null).visitEnd();
    }
    assertThat(TestWeaver.problems("C", writer.toByteArray()))
        .singleElement(STRING)
        .matches(
            "C\\.java: \\[WEFT-122\\] the class would have \\d{5} constants once woven, and 65,535"
                + " are allowed; move some of its methods into another class \\(in C\\)");
  }

  /** One run tells all that is wrong with a class, in the order of the source. */
  @Test
  void allProblemsAreReportedAtOnce() {
    Map<String, byte[]> classFiles =
        JavaSources.compile(
            """
            class C {
              @Async native Future<Void> a();
              void b(Future<String> f) { await(f); }
              C(Future<String> f) { await(f); }
              @Async Object c() { return null; }
            }
            """);
    assertThat(TestWeaver.problems(classFiles))
        .extracting(problem -> problem.substring(0, problem.indexOf(']') + 1))
        .containsExactly(
            "C.java: [WEFT-002]",
            "C.java:3: [WEFT-004]",
            "C.java:4: [WEFT-004]",
            "C.java:5: [WEFT-001]");
  }
}
