package dev.weft.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles to disk and looks at what is there when javac has ended. */
final class WeaveHookTest {
  private static final Path PROGRAMS = Path.of("src", "test", "resources", "programs");

  @TempDir Path directory;

  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();

  @Test
  void weaves_every_class_of_the_source() {
    assertThat(compile("Nest.java", "-d", directory.toString())).isTrue();

    assertThat(directory.resolve("shop"))
        .isDirectoryContaining(file -> isWoven(file, "Nest.class"))
        .isDirectoryContaining(file -> isWoven(file, "Nest$Member.class"))
        .isDirectoryContaining(file -> isWoven(file, "Nest$Member$1.class"))
        .isDirectoryContaining(file -> isWoven(file, "Second.class"))
        .isDirectoryContaining(file -> isPlain(file, "Plain.class"));
  }

  @Test
  void deletes_the_frames_of_a_class_that_has_become_plain() {
    compile("Nest.java", "-d", directory.toString());
    Path frame = directory.resolve("shop/Nest$Member$name$Frame.class");
    assertThat(frame).exists();

    assertThat(compile("NestWithoutAsync.java", "-d", directory.toString())).isTrue();

    assertThat(frame).doesNotExist();
    assertThat(directory.resolve("shop/Second$name$Frame.class")).exists();
  }

  @Test
  void weaves_nothing_when_switched_off() {
    assertThat(compile("Nest.java", "-d", directory.toString(), "-Aweft.weave=false")).isTrue();

    assertThat(directory.resolve("shop"))
        .isDirectoryContaining(file -> isPlain(file, "Nest.class"))
        .isDirectoryNotContaining(file -> isWoven(file, file.getFileName().toString()));
  }

  @Test
  void keeps_for_debuggers_what_nobody_reads() {
    Path frame = directory.resolve("shop/Unused$name$Frame.class");
    compile("Unused.java", "-d", directory.toString());
    assertThat(content(frame)).contains("l0").doesNotContain("l1");

    compile("Unused.java", "-d", directory.toString(), "-g", "-Aweft.debug=true");

    assertThat(content(frame)).contains("l0").contains("l1");
  }

  @Test
  void weaves_beside_the_source_without_a_directory() throws IOException {
    Path source = copy("Nest.java", directory.resolve("shop"));

    assertThat(compile(source)).isTrue();

    assertThat(source.getParent()).isDirectoryContaining(file -> isWoven(file, "Nest.class"));
  }

  @Test
  void weaves_a_module() throws IOException {
    Path source = copy("Nest.java", directory.resolve("sources/shop"));
    Path module = module(directory.resolve("sources"));

    assertThat(compile(List.of(module, source), "-d", output(), "-p", runtime())).isTrue();

    assertThat(directory.resolve("classes/shop"))
        .isDirectoryContaining(file -> isWoven(file, "Nest.class"));
  }

  @Test
  void weaves_several_modules_at_once() throws IOException {
    Path source = copy("Nest.java", directory.resolve("sources/store/shop"));
    module(directory.resolve("sources/store"));
    String sources = directory.resolve("sources").toString();

    assertThat(
            compile(
                List.of(source), "-d", output(), "-p", runtime(), "--module-source-path", sources))
        .isTrue();

    assertThat(directory.resolve("classes/store/shop"))
        .isDirectoryContaining(file -> isWoven(file, "Nest.class"));
  }

  @Test
  void leaves_an_old_class_beside_the_source_alone() throws IOException {
    Path source = copy("Nest.java", directory.resolve("sources/shop"));
    Path old = source.resolveSibling("Nest.class");
    Files.writeString(old, "old");
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));

    assertThat(compile(source, "-d", output())).isTrue();

    assertThat(old).hasContent("old");
    assertThat(directory.resolve("classes/shop"))
        .isDirectoryContaining(file -> isWoven(file, "Nest.class"));
  }

  @Test
  void reports_what_the_weaver_refuses() {
    assertThat(compile("Refused.java", "-d", directory.toString())).isFalse();

    assertThat(diagnostics.getDiagnostics())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.getMessage(Locale.ROOT)).contains("Refused.java:9: [WEFT-108]"));
  }

  @Test
  void warns_of_a_method_that_gets_huge() throws IOException {
    assertThat(compile(huge(), "-d", output())).isTrue();

    assertThat(diagnostics.getDiagnostics())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.getKind()).isEqualTo(Diagnostic.Kind.WARNING);
              assertThat(warning.getMessage(Locale.ROOT))
                  .startsWith("Huge.java:6: [WEFT-115] the method load has ");
            });
  }

  @Test
  void a_warning_is_an_error_if_the_user_wants_it() throws IOException {
    assertThat(compile(huge(), "-d", output(), "-Werror")).isFalse();
  }

  @Test
  void does_not_warn_when_that_is_switched_off() throws IOException {
    assertThat(compile(huge(), "-d", output(), "-Werror", "-Aweft.warnHuge=false")).isTrue();

    assertThat(diagnostics.getDiagnostics()).isEmpty();
  }

  /** A source with a method of 300 awaits in a nested class. */
  private Path huge() throws IOException {
    String awaits = "x += await(f);\n".repeat(300);
    return Files.writeString(
        directory.resolve("Huge.java"),
        """
        import static dev.weft.Weft.*;
        import dev.weft.*;
        class Huge {
          static class Inner {
            @Async Future<Integer> load(Future<Integer> f, int x) {
              %sreturn ready(x);
            }
          }
        }
        """
            .formatted(awaits));
  }

  @Test
  void reports_what_the_file_system_refuses() throws IOException {
    Files.createDirectories(directory.resolve("shop/Second$name$Frame.class/full"));

    assertThat(compile("Nest.java", "-d", directory.toString())).isFalse();

    assertThat(diagnostics.getDiagnostics())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.getMessage(Locale.ROOT))
                    .startsWith("[WEFT-010] can't weave shop.Second in place ("));
  }

  @Test
  void weaves_nothing_with_an_error() {
    Path wrong = Path.of("src", "test", "resources", "cases", "WEFT-005", "InBlock.java");

    assertThat(compile(wrong, "-d", directory.toString())).isFalse();

    assertThat(directory).isEmptyDirectory();
  }

  private boolean compile(String program, String... options) {
    return compile(PROGRAMS.resolve(program), options);
  }

  private boolean compile(Path source, String... options) {
    return compile(List.of(source), options);
  }

  private boolean compile(List<Path> sources, String... options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = javac.getStandardFileManager(diagnostics, null, null);
    JavaCompiler.CompilationTask task =
        javac.getTask(
            new StringWriter(),
            files,
            diagnostics,
            List.of(options),
            null,
            files.getJavaFileObjectsFromPaths(sources));
    task.setProcessors(List.of(new WeftProcessor()));
    return task.call();
  }

  private static Path copy(String program, Path to) throws IOException {
    return Files.copy(PROGRAMS.resolve(program), Files.createDirectories(to).resolve(program));
  }

  private static Path module(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("module-info.java"), "module store { requires dev.weft; }");
  }

  private String output() throws IOException {
    return Files.createDirectories(directory.resolve("classes")).toString();
  }

  private static String runtime() {
    return Path.of(
            URI.create(Weft.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static boolean isWoven(Path file, String name) {
    return file.endsWith(name) && content(file).contains("Ldev/weft/abi/Woven;");
  }

  private static boolean isPlain(Path file, String name) {
    return file.endsWith(name) && !content(file).contains("Ldev/weft/abi/Woven;");
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
