package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/**
 * Woven code as text, for some small classes.
 *
 * <p>Run with {@code -Dweft.golden.update=true} to write the texts in {@code
 * src/test/resources/golden} anew, and read the difference before you commit it.
 */
@DisplayName("Woven code is as in src/test/resources/golden")
final class ShapeTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  @Test
  void oneAwaitInAStraightLine() throws IOException {
    check(
        "straight",
        """
        class Straight {
          String prefix;
          @Async Future<String> greet(Future<String> name, long unused, int times) {
            String text = prefix + await(name);
            return ready(text.repeat(times));
          }
        }
        """);
  }

  @Test
  void awaitInALoop() throws IOException {
    check(
        "loop",
        """
        class Loop {
          @Async static Future<Integer> sum(Future<Integer> next, int count) {
            int sum = 0;
            for (int i = 0; i < count; i++) {
              try {
                sum += await(next);
              } catch (IllegalStateException e) {
                sum--;
              }
            }
            return ready(sum);
          }
        }
        """);
  }

  @Test
  void valuesBelowAFuture() throws IOException {
    check(
        "operands",
        """
        class Operands {
          @Async static Future<String> join(Future<String> f, String x, int n, double d) {
            return ready(join("k", 7L, Operands.class, n, x, d, x, await(f), n));
          }
          private static String join(
              String a, long b, Class<?> c, int d, String e, double f, String g, String h, int i) {
            return a + b + c + d + e + f + g + h + i;
          }
        }
        """);
  }

  @Test
  void aFusedCall() throws IOException {
    check(
        "fused",
        """
        final class Fused {
          @Async Future<Integer> outer(int a) {
            int b = await(inner(a));
            return inner(b + 1);
          }
          @Async Future<Integer> inner(int a) {
            return ready(a);
          }
        }
        """);
  }

  @Test
  void aLambda() throws IOException {
    check(
        "lambda",
        """
        class Lambda {
          static Future<Integer> later(Future<Integer> f, int captured) {
            AsyncCallable<Integer, RuntimeException> lambda = () -> await(f) + captured;
            return async(lambda);
          }
        }
        """);
  }

  @Test
  void aLoopOverEach() throws IOException {
    check(
        "each",
        """
        class Each {
          @Async static Future<Long> sum(AsyncStream<Long> all) {
            long sum = 0;
            for (long n : each(all)) {
              sum += n;
            }
            return ready(sum);
          }
        }
        """);
  }

  @Test
  void anAsyncInterface() throws IOException {
    check(
        "interface",
        """
        @AsyncLambda interface Handler<T> {
          T handle(T request, long n);
          class Slow implements Handler<String> {
            public String handle(String request, long n) {
              return request + await(ready(n));
            }
          }
          final class Slower extends Slow {
            public String handle(String request, long n) {
              return super.handle(request, n + 1);
            }
          }
        }
        """);
  }

  @Test
  void aTestThatJUnitCalls() throws IOException {
    Map<String, byte[]> classFiles =
        TestMethodsTest.compile(
            """
            class Counting {
              @dev.weft.junit5.AsyncTest void counts(Future<Integer> next, int from) {
                if (await(next) != from + 1) {
                  throw new AssertionError(from);
                }
              }
            }
            """);
    classFiles.keySet().removeIf(name -> name.contains("/"));
    check("test", classFiles);
  }

  private static void check(String name, String source) throws IOException {
    check(name, JavaSources.compile(source));
  }

  private static void check(String name, Map<String, byte[]> classFiles) throws IOException {
    String text = text(TestWeaver.weave(classFiles));
    Path golden = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("weft.golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualToNormalizingNewlines(read(golden));
  }

  private static String read(Path golden) throws IOException {
    return Files.exists(golden) ? Files.readString(golden, StandardCharsets.UTF_8) : "";
  }

  private static String text(Map<String, byte[]> classFiles) {
    return classFiles.values().stream().map(ShapeTest::text).collect(Collectors.joining("\n"));
  }

  /** Without the lines of blanks and of comments that ASM puts in, and without the versions. */
  private static String text(byte[] classFile) {
    StringWriter text = new StringWriter();
    TraceClassVisitor printer = new TraceClassVisitor(null, new Textifier(), new PrintWriter(text));
    new ClassReader(classFile).accept(printer, 0);
    return text.toString()
        .lines()
        .filter(line -> !line.isBlank() && !line.strip().startsWith("//"))
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
