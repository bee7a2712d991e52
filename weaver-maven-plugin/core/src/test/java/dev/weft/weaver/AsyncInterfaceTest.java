package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Async interfaces in another module, in other files of the same one, and woven again. */
final class AsyncInterfaceTest {
  private static final String HANDLER =
      """
      package api;
      @dev.weft.AsyncLambda public interface Handler { String handle(String request); }
      """;

  private static final String NARROW =
      """
      package api;
      @dev.weft.AsyncLambda public interface Narrow extends Handler, Runnable {
        default void run() {}
      }
      """;

  /** Mentions nothing of the runtime's. */
  private static final String DECORATORS =
      """
      package app;
      import api.Handler;
      public class Decorators {
        public static Handler loud(Handler inner) { return r -> inner.handle(r) + "!"; }
        public static Handler twice(Handler inner) {
          return new Handler() {
            public String handle(String r) { return inner.handle(r) + inner.handle(r); }
          };
        }
        public static Handler same(Handler inner) { return inner::handle; }
        static class Sub extends Base {
          public String handle(String r) { return super.handle(r) + inner.handle(r); }
        }
      }
      """;

  private static final String BASE =
      """
      package app;
      public abstract class Base implements api.Handler {
        api.Handler inner = r -> r;
        public String handle(String r) { return "base"; }
      }
      """;

  private static final String APP =
      """
      package app;
      import static dev.weft.Weft.*;
      import api.Handler;
      public class App {
        @dev.weft.Async static dev.weft.Future<Object> run(dev.weft.Future<String> f) {
          Handler handler = r -> r + await(f);
          handler = Decorators.same(Decorators.loud(Decorators.twice(handler)));
          Decorators.Sub sub = new Decorators.Sub();
          sub.inner = handler;
          return ready(handler.handle("r") + sub.handle("s"));
        }
      }
      """;

  private static final String RESULT = "rfrf!basesfsf!";

  @TempDir Path directory;

  private Path write(String folder, Map<String, byte[]> classFiles) throws IOException {
    Path root = directory.resolve(folder);
    for (Map.Entry<String, byte[]> file : classFiles.entrySet()) {
      Path path = root.resolve(file.getKey() + ".class");
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return root;
  }

  private static Map<String, byte[]> select(Map<String, byte[]> all, String prefix) {
    Map<String, byte[]> selected = new TreeMap<>(all);
    selected.keySet().removeIf(name -> !name.startsWith(prefix));
    return selected;
  }

  private static WeaveReport weave(Path folder, Path... classPath) throws Exception {
    List<Path> path = new ArrayList<>(List.of(classPath));
    path.add(JavaSources.runtime());
    try (ClassFiles files = ClassFiles.of(path)) {
      return new DirectoryWeaver(folder, files).weaveAll();
    }
  }

  private static Map<String, ByteBuffer> content(Path folder) throws IOException {
    Map<String, ByteBuffer> content = new TreeMap<>();
    read(folder).forEach((name, bytes) -> content.put(name, ByteBuffer.wrap(bytes)));
    return content;
  }

  private static Map<String, byte[]> read(Path... folders) throws IOException {
    Map<String, byte[]> classFiles = new TreeMap<>();
    for (Path folder : folders) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = folder.relativize(file).toString().replace(".class", "");
          classFiles.put(name.replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    }
    return classFiles;
  }

  private static Object run(Path... folders) throws Exception {
    return TestPrograms.run(read(folders), "app.App", "run", TestPrograms.suspendingOnce("f"));
  }

  @Test
  void allInOneDirectory() throws Exception {
    Path all = write("all", JavaSources.compile(HANDLER, NARROW, DECORATORS, BASE, APP));
    assertThat(weave(all)).isEqualTo(new WeaveReport(6, 0, 0));
    assertThat(all.resolve("api/Handler$Woven.class")).exists();
    assertThat(run(all)).isEqualTo(RESULT);
    Map<String, ByteBuffer> before = content(all);
    assertThat(weave(all)).isEqualTo(new WeaveReport(0, 6, 0));
    assertThat(content(all)).isEqualTo(before);
  }

  @Test
  void inAnotherModule() throws Exception {
    Map<String, byte[]> all = JavaSources.compile(HANDLER, DECORATORS, BASE, APP);
    Path api = write("api", select(all, "api/"));
    Path app = write("app", select(all, "app/"));
    weave(api);
    weave(app, api);
    assertThat(run(api, app)).isEqualTo(RESULT);
  }

  /** What comes out doesn't depend on what of a class's supertypes was woven before it. */
  @Test
  void classesOfOneModuleOneByOne() throws Exception {
    Map<String, byte[]> all = JavaSources.compile(HANDLER, NARROW, DECORATORS, BASE, APP);
    Path together = write("together", all);
    weave(together);
    Map<String, ByteBuffer> expected = content(together);
    Path apart = write("apart", all);
    for (String name : List.of("app/App", "app/Decorators", "app/Base", "api/Narrow")) {
      new DirectoryWeaver(
              apart,
              ClassFiles.of(List.of()),
              ClassFileHeaders.beforeWeaving(ClassFiles.of(List.of(apart, JavaSources.runtime()))),
              WeaverOptions.defaults())
          .weaveNest(name);
    }
    weave(apart);
    assertThat(content(apart)).isEqualTo(expected);
  }

  @Test
  void oneThatWasNeverWovenIsRefused() throws Exception {
    Map<String, byte[]> all = JavaSources.compile(HANDLER, NARROW, DECORATORS, BASE, APP);
    Path api = write("api", select(all, "api/Handler"));
    Map<String, byte[]> users = new TreeMap<>(select(all, "app/"));
    users.putAll(select(all, "api/Narrow"));
    Path app = write("app", users);
    Map<String, ByteBuffer> before = content(app);
    String neverWoven =
        "[WEFT-111] the interface api.Handler is marked @AsyncLambda but was never woven; have the"
            + " build of its module run weft-processor or the goal weave of weaver-maven-plugin";
    assertThatThrownBy(() -> weave(app, api))
        .isInstanceOf(WeaveException.class)
        .hasMessage(
            """
            Narrow.java: WEFT (in api.Narrow)
            App.java:6: WEFT (in app.App.run)
            App.java:10: WEFT (in app.App.run)
            App.java:10: WEFT (in app.App.run)
            Decorators.java:7: WEFT (in app.Decorators$1.handle)
            Decorators.java:12: WEFT (in app.Decorators$Sub.handle)
            Decorators.java:4: WEFT (in app.Decorators.loud)
            Decorators.java:10: WEFT (in app.Decorators.same)"""
                .replace("WEFT", neverWoven));
    assertThat(content(app)).isEqualTo(before);
  }

  @Test
  void theCompanionGoesWithTheMark() throws Exception {
    Path api = write("api", JavaSources.compile(HANDLER));
    weave(api);
    assertThat(read(api)).containsOnlyKeys("api/Handler", "api/Handler$Woven");
    write("api", JavaSources.compile(HANDLER.replace("@dev.weft.AsyncLambda", "")));
    assertThat(weave(api)).isEqualTo(new WeaveReport(0, 0, 1));
    assertThat(read(api)).containsOnlyKeys("api/Handler");
  }

  /** The JVM refuses a class that calls what it may not. */
  @Test
  void anInterfaceThatOnlyItsPackageSees() throws Exception {
    Map<String, byte[]> all =
        JavaSources.compile(
            """
            class App {
              private interface Outer {
                @AsyncLambda interface Hidden<T> { T get(T t); }
              }
              @Async static Future<Object> run(Future<String> f) {
                Outer.Hidden<String> hidden = s -> s + await(f);
                return ready(hidden.get("h"));
              }
            }
            """);
    assertThat(
            TestPrograms.run(TestWeaver.weave(all), "App", "run", TestPrograms.suspendingOnce("f")))
        .isEqualTo("hf");
  }

  @Test
  void plainCodeIsToldWhy() throws Exception {
    Map<String, byte[]> woven =
        TestWeaver.weave(
            JavaSources.compile(
                """
                class App {
                  @AsyncLambda interface Handler { String handle(String s); }
                  record Rec() implements Handler {
                    public String handle(String s) { return await(ready(s)); }
                  }
                  static String call(Handler handler) {
                    try {
                      return handler.handle("x");
                    } catch (IllegalStateException e) {
                      return e.getMessage();
                    }
                  }
                  static Future<Object> run() {
                    return ready(call(s -> s) + call(s -> await(ready(s))) + call(new Rec()));
                  }
                }
                """));
    String why =
        "[WEFT-113] this %s awaits, so only async code can call it; call it from an @Async method,"
            + " or pass a lambda that calls it to async(...) or spawn(...)";
    assertThat(TestPrograms.run(woven, "App", "run"))
        .isEqualTo("x" + why.formatted("App.Handler") + why.formatted("App.Rec"));
  }
}
