package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Async interfaces and code of theirs that the weaver refuses, with what the user reads. */
final class AsyncRefusalTest {
  private static final String HANDLER =
      "@AsyncLambda interface Handler { String handle(String s); } ";

  private static final String NOT_FUNCTIONAL =
      "C.java: [WEFT-011] @AsyncLambda is for functional interfaces: with one abstract method, and"
          + " not sealed; remove it (in C)";

  private static final String PLAIN_LAMBDA =
      "[WEFT-004] await in a lambda that isn't async; write a loop, or pass the lambda to"
          + " async(...), spawn(...) or another parameter of async kind (in C.lambda$m$0)";

  /** A source and the reasons why it is refused. */
  private record Refused(String source, List<String> problems) {
    static Refused of(String source, String... problems) {
      return new Refused(source, List.of(problems));
    }
  }

  static Stream<Refused> marks() {
    return Stream.of(
        Refused.of("@AsyncLambda class C {}", NOT_FUNCTIONAL),
        Refused.of("@AsyncLambda abstract class C { abstract void m(); }", NOT_FUNCTIONAL),
        Refused.of("@AsyncLambda interface C {}", NOT_FUNCTIONAL),
        Refused.of("@AsyncLambda interface C { void a(); void b(); }", NOT_FUNCTIONAL),
        Refused.of("@AsyncLambda interface C { void a(); void a(int i); }", NOT_FUNCTIONAL),
        Refused.of(
            "@AsyncLambda sealed interface C { void a(); record R() implements C { public void a()"
                + " {} } }",
            NOT_FUNCTIONAL),
        Refused.of(
            "@AsyncLambda interface C extends Runnable { default void run() {} String toString(); }",
            NOT_FUNCTIONAL));
  }

  static Stream<Refused> calls() {
    return Stream.of(
        Refused.of(
            """
            class C {
              @Async Future<Void> m(Handler handler) {
                synchronized (this) {
                  handler.handle("");
                }
                return ready();
              }
            }
            """
                + HANDLER,
            "C.java:4: [WEFT-005] call of Handler.handle, which may suspend, while a monitor is"
                + " held; call it before or after the synchronized block (in C.m)"));
  }

  static Stream<Refused> lambdas() {
    return Stream.of(
        Refused.of(
            """
            class C {
              interface Sub extends AsyncRunnable<RuntimeException> {}
              Sub m(Future<?> f) {
                return () -> await(f);
              }
            }
            """,
            "C.java:4: " + PLAIN_LAMBDA),
        Refused.of(
            """
            class C {
              Handler m(Future<String> f) {
                return (Handler & java.io.Serializable) s -> await(f);
              }
            }
            """
                + HANDLER,
            "C.java:3: [WEFT-108] an async lambda can't be serializable and can't have further"
                + " marker interfaces; remove the intersection cast (in C.m)"),
        Refused.of(
            """
            class C {
              @AsyncLambda interface Made<F extends Future<?>> { F make(); }
              Made<JoinHandle<String>> m(Future<JoinHandle<String>> f) {
                return () -> await(f);
              }
            }
            """,
            "C.java:4: [WEFT-001] an async lambda of an interface whose method returns a future"
                + " returns dev.weft.JoinHandle; only exactly Future, CompletableFuture or"
                + " CompletionStage can be made from code that awaits (in C.lambda$m$0)"));
  }

  static Stream<Refused> classes() {
    return Stream.of(
        Refused.of(
            """
            class C implements Handler {
              public synchronized String handle(String s) {
                return await(ready(s));
              }
            }
            """
                + HANDLER,
            "C.java:3: [WEFT-003] the async method handle is synchronized, but a monitor can't be"
                + " held while suspended; use synchronized blocks without an await in them (in"
                + " C.handle)"),
        Refused.of(
            """
            class C implements AsyncCallable<Future<String>, Exception>,
                FutureCallable<String, Exception> {
              public Future<String> call() {
                return ready(await(ready("")));
              }
            }
            """,
            "C.java:4: [WEFT-013] the method call implements both FutureCallable, whose future is"
                + " awaited in its place, and AsyncCallable, to which the future is a value;"
                + " implement them in two classes (in C.call)"),
        Refused.of(
            """
            abstract class C implements FutureCallable<String, Exception> {
              public JoinHandle<String> call() {
                return await(ready(null));
              }
            }
            """,
            "C.java:3: [WEFT-001] the method call of an interface whose method returns a future"
                + " returns dev.weft.JoinHandle; only exactly Future, CompletableFuture or"
                + " CompletionStage can be made from code that awaits (in C.call)"),
        Refused.of(
            """
            class C implements Handler {
              public String handle(String s) {
                return helper(s);
              }
              String helper(String s) {
                return await(ready(s));
              }
            }
            """
                + HANDLER,
            "C.java:6: [WEFT-004] await outside of async code; annotate the method helper with"
                + " dev.weft.Async and have it return a Future (in C.helper)"),
        Refused.of(
            """
            class C {
              static class Base {
                public String handle(String s) {
                  return await(ready(s));
                }
              }
              static class Sub extends Base implements Handler {}
            }
            """
                + HANDLER,
            "C.java:4: [WEFT-004] await outside of async code; annotate the method handle with"
                + " dev.weft.Async and have it return a Future (in C$Base.handle)"));
  }

  @ParameterizedTest
  @MethodSource({"marks", "calls", "lambdas", "classes"})
  void isRefusedInTheseWords(Refused refused) {
    assertThat(TestWeaver.problems(JavaSources.compile(refused.source)))
        .containsExactlyElementsOf(refused.problems);
  }

  /** Without debug information javac gives lambdas with the same code one body. */
  @Test
  void aBodyThatAPlainLambdaSharesIsRefusedForThat() {
    assertThat(
            TestWeaver.problems(
                JavaSources.compile(
                    List.of("-g:none"),
                    """
                    class C {
                      static Object m(Future<String> f) {
                        AsyncCallable<String, Exception> async = () -> await(f);
                        Callable<String> plain = () -> await(f);
                        return List.of(async, plain);
                      }
                    }
                    """)))
        .containsExactly("C.class: " + PLAIN_LAMBDA);
  }

  /** The receiver takes a slot, the strand and the frame two. */
  @ParameterizedTest
  @CsvSource({"252, false", "253, true"})
  void tooManyParametersAreRefused(int count, boolean refused) {
    String parameters =
        IntStream.range(0, count).mapToObj(i -> "int p" + i).collect(Collectors.joining(", "));
    String source = "@AsyncLambda interface C { void m(%s); }".formatted(parameters);
    assertThat(TestWeaver.problems(JavaSources.compile(source)))
        .isEqualTo(
            refused
                ? List.of(
                    "C.java: [WEFT-107] the method m of an @AsyncLambda interface has too many"
                        + " parameters: once woven it takes two more, and the JVM allows 255"
                        + " slots; pass an object (in C)")
                : List.of());
  }

  /** A class of another package that isn't public, by way of an interface that is. */
  @Test
  void aResultThatTheCallerMayNotNameIsRefused() {
    String other =
        """
        package other;
        public class Api {
          static class Hidden {}
          @dev.weft.AsyncLambda public interface Source { Hidden get(); }
        }
        """;
    String caller =
        """
        class C {
          @Async Future<Object> m(other.Api.Source source) {
            Object o =
                source.get();
            return ready(o);
          }
        }
        """;
    assertThat(TestWeaver.problems(JavaSources.compile(other, caller)))
        .containsExactly(
            "C.java:4: [WEFT-112] the call of Api.Source.get gives a value of the class"
                + " other.Api$Hidden, which this class may not name; make that class public (in"
                + " C.m)");
  }
}
