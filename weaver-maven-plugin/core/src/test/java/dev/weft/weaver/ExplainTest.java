package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of async methods: line by line, with the lines of the source beside. */
final class ExplainTest {
  private static final String SHOP =
      """
      class Shop {
        private String currency;
        @Async Future<String> price(String item, int count) {
          int cents = await(lookup(item));
          String text = "";
          long total = 0;
          for (int i = 0; i < count; i++) {
            total += cents + await(lookup(item));
          }
          try {
            text = item + await(ready(currency));
          } finally {
            System.out.println(total);
          }
          return rounded(text);
        }
        @Async private Future<Integer> lookup(String item) { return ready(item.length()); }
        Future<String> rounded(String text) { return ready(text); }
        Future<Void> later(CompletionStage<String> name) {
          return async(() -> { String given = await(name); System.out.println(given); });
        }
      }
      """;

  /** Sizes of code depend on the compiler; the words don't. */
  private static String explain(Map<String, byte[]> classFiles, String name) throws WeaveException {
    String text = TestWeaver.create().explain(name, classFiles.get(name));
    assertThat(text).containsPattern("code \\d+ bytes, woven \\d+");
    return text.replaceAll("code \\d+ bytes, woven \\d+", "code ... bytes, woven ...");
  }

  @Test
  void everyStateSaysWhatItKeepsAndWhy() throws WeaveException {
    assertThat(explain(JavaSources.compile(SHOP), "Shop"))
        .isEqualTo(
            """
            price(String, int): lazy, from line 4
              code ... bytes, woven ...
              frame Shop$price$Frame with self, l0, i0, i1, i2, j0
              state 1, line 4: calls lookup(String) directly, no future is made
                keeps item (String) in l0: read in line 11
                keeps count (int) in i0: read in line 7
              state 2, line 8: calls lookup(String) directly, no future is made
                keeps operand 1 (long) in j0: below the future on the operand stack
                makes operand 2 again: a copy of cents
                keeps item (String) in l0: read in line 11
                keeps count (int) in i0: read in line 7
                keeps cents (int) in i1: read in line 8
                keeps i (int) in i2: read in line 7
                drops text: not read again
                drops total: not read again
              state 3, line 11: awaits what Weft.ready(Object) gives
                keeps operand 1 (String) in l0: below the future on the operand stack
                keeps total (long) in j0: read in line 13
                drops item: not read again
                drops count: not read again
                drops cents: not read again
                drops text: not read again
              return, line 15: awaits the returned future
            lookup(String): lazy, from line 17
              code ... bytes, woven ...
              frame Shop$lookup$Frame with self, l0
            lambda$later$0(CompletionStage): the body of an async lambda, from line 20
              code ... bytes, woven ...
              frame Shop$lambda$later$0$Frame with l0
              state 1, line 20: awaits a completion stage
                drops name: not read again
            """);
  }

  /** What can be made again, and what the frame keeps anyway, takes no field of its own. */
  @Test
  @Tag("P11")
  void operandsTakeAFieldOnlyWhereTheyHaveTo() throws WeaveException {
    String source =
        """
        class C {
          int n;
          @Async static Future<String> constants(Future<String> f) {
            return ready(join(1, null, "k", C.class, await(f)));
          }
          @Async static Future<String> copies(Future<String> f, String x) {
            return ready(join(1, "k", x, x, await(f)));
          }
          @Async Future<Integer> assignments(Future<Integer> f, int[] a, int i) {
            this.n = await(f);
            a[i] += await(f);
            return ready(a[i]);
          }
          static String join(int a, Object b, Object c, Object d, Object e) { return b + "" + c; }
        }
        """;
    assertThat(explain(JavaSources.compile(source), "C"))
        .isEqualTo(
            """
            constants(Future): lazy, from line 4
              code ... bytes, woven ...
              frame C$constants$Frame with l0
              state 1, line 4: awaits a future
                makes operand 1 again: a constant
                makes operand 2 again: a constant
                makes operand 3 again: a constant
                makes operand 4 again: a constant
                drops f: not read again
            copies(Future, String): lazy, from line 7
              code ... bytes, woven ...
              frame C$copies$Frame with l0, l1
              state 1, line 7: awaits a future
                makes operand 1 again: a constant
                makes operand 2 again: a constant
                makes operand 3 again: a copy of operand 4
                keeps operand 4 (String) in l0: below the future on the operand stack
                drops f: not read again
                drops x: not read again
            assignments(Future, int[], int): lazy, from line 10
              code ... bytes, woven ...
              frame C$assignments$Frame with self, l0, l1, i0, i1
              state 1, line 10: awaits a future
                makes operand 1 again: a copy of this
                keeps f (Future) in l0: read in line 11
                keeps a (int[]) in l1: read in line 11
                keeps i (int) in i0: read in line 11
              state 2, line 11: awaits a future
                makes operand 1 again: a copy of a
                makes operand 2 again: a copy of i
                keeps operand 3 (int) in i1: below the future on the operand stack
                keeps a (int[]) in l0: read in line 12
                keeps i (int) in i0: read in line 12
                drops f: not read again
            """);
  }

  private static final String HANDLERS =
      """
      class Handlers {
        @AsyncLambda interface Handler { String handle(String s); }
        record Twice(Handler inner) implements Handler {
          public String handle(String s) {
            return inner.handle(s) + inner.handle(s);
          }
        }
        static Handler same(Handler inner) { return inner::handle; }
      }
      """;

  private static String explained(Map<String, byte[]> classFiles, String name)
      throws WeaveException {
    String text = TestWeaver.create(classFiles).explain(name, classFiles.get(name));
    return text.replaceAll("(code|woven) \\d+", "$1 ...");
  }

  @Test
  void asyncInterfacesAndWhatCallsThem() throws WeaveException {
    Map<String, byte[]> classFiles = JavaSources.compile(HANDLERS);
    assertThat(explained(classFiles, "Handlers$Handler"))
        .isEqualTo("an async interface: it gets a companion\n");
    assertThat(explained(classFiles, "Handlers$Twice"))
        .isEqualTo(
            """
            handle(String): implements an async interface, from line 5
              code ... bytes, woven ...
              frame Handlers$Twice$handle$Frame with self, l0
              state 1, line 5: calls Handlers.Handler.handle, which may suspend; no future is made
                keeps s (String) in l0: read in line 5
              state 2, line 5: calls Handlers.Handler.handle, which may suspend; no future is made
                keeps operand 1 (String) in l0: below the future on the operand stack
                drops s: not read again
            """);
    assertThat(explained(classFiles, "Handlers"))
        .isEqualTo(
            """
            lambda$same$reference0(Handlers$Handler, String): the body of an async lambda, from line 8
              code added, woven ...
              frame Handlers$lambda$same$reference0$Frame with l0, l1
              state 1, line 8: calls Handlers.Handler.handle, which may suspend; no future is made
            """);
  }

  @Test
  void withoutDebugInformationThereAreNoNames() throws WeaveException {
    String text = explain(JavaSources.compile(List.of("-g:none"), SHOP), "Shop");
    assertThat(text)
        .contains("price(String, int): lazy\n")
        .contains("  state 1: calls lookup(String) directly, no future is made\n")
        .contains("    keeps an unnamed local (String) in l0: read later\n");
  }

  @Test
  void aClassWithoutAsyncMethodsIsNotSpokenOf() throws WeaveException {
    Map<String, byte[]> plain = JavaSources.compile("class Plain { int one() { return 1; } }");
    assertThat(TestWeaver.create().explain("Plain", plain.get("Plain"))).isEmpty();
  }

  /** Fields and reasons are gone; states, lines and names are not. */
  @Test
  void whatIsWovenSaysWhatItsCodeStillTells() throws WeaveException {
    Weaving woven = TestWeaver.create().weave("Shop", JavaSources.compile(SHOP).get("Shop"));
    assertThat(TestWeaver.create().explain("Shop", woven.classFile()))
        .isEqualTo(
            """
            price(String, int), from line 4
              frame Shop$price$Frame
              state 1, line 4
                keeps item (String)
                keeps count (int)
              state 2, line 8
                operands below the future: 2
                keeps item (String)
                keeps count (int)
                keeps cents (int)
                keeps i (int)
              state 3, line 11
                operands below the future: 1
                keeps total (long)
              return, line 15: awaits the returned future
            lookup(String), from line 17
              frame Shop$lookup$Frame
            lambda$later$0(CompletionStage), from line 20
              frame Shop$lambda$later$0$Frame
              state 1, line 20
            """);
  }

  @Test
  void whatIsWovenWithoutAReceiverOrNamesIsToldToo() throws WeaveException {
    String source =
        """
        class C {
          @Async static Future<Integer> f(int a, long b) {
            int c = await(f(a - 1, b));
            if (a > c + b) { await(yieldNow()); }
            return g(a);
          }
          @Async private static Future<Integer> g(int a) { await(yieldNow()); return f(a, 1); }
        }
        """;
    byte[] named = woven(JavaSources.compile(source).get("C"));
    assertThat(TestWeaver.create().explain("C", named))
        .startsWith(
            """
            f(int, long), from line 3
              frame C$f$Frame
              state 1, line 3
                keeps a (int)
                keeps b (long)
              state 2, line 4
                keeps a (int)
              return, line 5: goes on as g(int), keeps nothing
            """);
    byte[] bare = woven(JavaSources.compile(List.of("-g:none"), source).get("C"));
    assertThat(TestWeaver.create().explain("C", bare))
        .startsWith("f(int, long)\n  frame C$f$Frame\n  state 1\n    keeps an unnamed local (int)");
  }

  private static byte[] woven(byte[] classFile) throws WeaveException {
    return TestWeaver.create().weave("C", classFile).classFile();
  }

  @Test
  void onlyWhatIsAskedForIsExplained() throws WeaveException {
    byte[] shop = JavaSources.compile(SHOP).get("Shop");
    byte[] woven = TestWeaver.create().weave("Shop", shop).classFile();
    for (byte[] classFile : List.of(shop, woven)) {
      assertThat(
              TestWeaver.create()
                  .explain("Shop", classFile, MethodFilter.of("Shop#later")::takesMethod))
          .startsWith("lambda$later$0(CompletionStage)")
          .doesNotContain("lookup(");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "com.acme.Order", "Order", "Lines", "acme.Order#x", "Order$Lines"})
  void aClassIsMeantByItsNameOrTheEndOfIt(String filter) {
    assertThat(MethodFilter.of(filter).takesClass("com/acme/Order$Lines")).isTrue();
    assertThat(MethodFilter.of("Ord").takesClass("com/acme/Order")).isFalse();
  }
}
