package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.DirectoryWeaver;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Async interfaces in other source files of one compilation, and of others before it. */
final class AsyncInterfaceHookTest {
  private static final Path HANDLERS = Path.of("src", "test", "resources", "programs", "handlers");
  private static final String RESULT = "1h1h!base2h2h!3n4result";

  @TempDir Path directory;

  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();

  private Path folder(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  private static List<Path> sources(String part) {
    return Resources.files("programs/handlers/" + part, ".java");
  }

  private boolean compile(List<Path> sources, Path output, Path classPath, String... options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = javac.getStandardFileManager(diagnostics, null, null);
    List<String> all = new ArrayList<>(List.of("-d", output.toString(), "-cp"));
    all.add(classPath + System.getProperty("path.separator") + runtime());
    all.addAll(List.of(options));
    JavaCompiler.CompilationTask task =
        javac.getTask(
            new StringWriter(),
            files,
            diagnostics,
            all,
            null,
            files.getJavaFileObjectsFromPaths(sources));
    task.setProcessors(List.of(new WeftProcessor()));
    return task.call();
  }

  private static Path runtime() {
    return Path.of(Weft.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static Map<String, ByteBuffer> content(Path folder) throws IOException {
    Map<String, ByteBuffer> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  private static Object run(Path... folders) throws Exception {
    URL[] urls = new URL[folders.length];
    for (int i = 0; i < folders.length; i++) {
      urls[i] = folders[i].toUri().toURL();
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls, AsyncInterfaceHookTest.class.getClassLoader())) {
      return loader.loadClass("app.App").getMethod("run").invoke(null);
    }
  }

  private Map<String, ByteBuffer> wovenByAnotherTool() throws Exception {
    Path folder = folder("directory");
    assertThat(compile(sources("."), folder, directory, "-Aweft.weave=false")).isTrue();
    try (ClassFiles classPath = ClassFiles.of(List.of(folder, runtime()))) {
      new DirectoryWeaver(folder, classPath).weaveAll();
    }
    return content(folder);
  }

  @Test
  void one_compilation_in_any_order() throws Exception {
    Map<String, ByteBuffer> expected = wovenByAnotherTool();
    List<Path> sources = new ArrayList<>(sources("."));
    for (int i = 0; i < sources.size(); i++) {
      Collections.rotate(sources, 1);
      Path folder = folder("order" + i);
      assertThat(compile(sources, folder, directory)).isTrue();
      assertThat(content(folder)).isEqualTo(expected);
    }
    assertThat(run(folder("order0"))).isEqualTo(RESULT);
  }

  @Test
  void sources_that_javac_finds_by_itself() throws Exception {
    Path folder = folder("implicit");
    assertThat(
            compile(
                List.of(HANDLERS.resolve("app/App.java")),
                folder,
                directory,
                "-sourcepath",
                HANDLERS.toString()))
        .isTrue();
    assertThat(content(folder)).isEqualTo(wovenByAnotherTool());
  }

  @Test
  void one_compilation_after_the_other() throws Exception {
    Path api = folder("api");
    Path app = folder("app");
    assertThat(compile(sources("api"), api, directory)).isTrue();
    assertThat(compile(sources("app"), app, api)).isTrue();
    assertThat(run(api, app)).isEqualTo(RESULT);
    Map<String, ByteBuffer> both = content(api);
    both.putAll(content(app));
    assertThat(both).isEqualTo(wovenByAnotherTool());
  }

  @Test
  void an_interface_that_was_never_woven() throws Exception {
    Path api = folder("api");
    assertThat(compile(sources("api"), api, directory, "-Aweft.weave=false")).isTrue();
    assertThat(compile(sources("app"), folder("app"), api)).isFalse();
    assertThat(diagnostics.getDiagnostics())
        .extracting(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains(
                        "App.java:16: [WEFT-111] the interface api.Handler is marked @AsyncLambda"
                            + " but was never woven; have the build of its module run"
                            + " weft-processor or the goal weave of weaver-maven-plugin"));
  }

  @Test
  void a_companion_whose_interface_is_plain_again() throws Exception {
    Path folder = folder("again");
    assertThat(compile(sources("api"), folder, directory)).isTrue();
    assertThat(folder.resolve("api/Handler$Woven.class")).exists();
    assertThat(folder.resolve("api/Named$Narrow$Woven.class")).exists();
    Path source =
        Files.writeString(
            folder("plain").resolve("Handler.java"),
            "package api; public interface Handler<T> { T handle(T request); }");
    assertThat(compile(List.of(source), folder, directory)).isTrue();
    assertThat(folder.resolve("api/Handler$Woven.class")).doesNotExist();
    assertThat(folder.resolve("api/Named$Narrow$Woven.class")).exists();
  }
}
