package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles libraries that know nothing of Weft with the processor, which has nothing to say about
 * them, and prints what of the time it takes. With the profile {@code sources}, whose libraries'
 * sources are on the class path.
 */
final class RealSources {
  private static final int ROUNDS = 7;

  @TempDir Path directory;

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();

  static List<Path> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith("-sources.jar"))
        .map(Path::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void nothing_is_said_about_plain_java(Path library) throws IOException {
    List<Path> sources = unpack(library);
    assertThat(sources).hasSizeGreaterThan(100);
    List<Long> plain = new ArrayList<>();
    List<Long> idle = new ArrayList<>();
    List<Long> weft = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      plain.add(nanos(sources, List.of()));
      idle.add(nanos(sources, List.of(new Idle())));
      weft.add(nanos(sources, List.of(new WeftProcessor())));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d files; javac %d ms, with a processor that does nothing %d ms, with Weft's %d ms"
            + " (medians of %d)%n",
        library.getFileName(),
        sources.size(),
        median(plain),
        median(idle),
        median(weft),
        ROUNDS);
  }

  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow() / 1_000_000;
  }

  /** What javac takes for having any processor at all. */
  @SupportedAnnotationTypes("*")
  private static final class Idle extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }

  private List<Path> unpack(Path library) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(library);
        Stream<Path> files = Files.walk(jar.getPath("/"))) {
      return files.filter(RealSources::isSource).map(this::copy).toList();
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("module-info.java");
  }

  private Path copy(Path file) {
    try {
      Path target = directory.resolve("sources").resolve(file.toString().substring(1));
      Files.createDirectories(target.getParent());
      return Files.copy(file, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How long a compilation takes, about which Weft says nothing. */
  private long nanos(List<Path> sources, List<Processor> processors) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Path output = Files.createDirectories(directory.resolve("classes"));
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      List<String> options = List.of("-d", output.toString(), "-encoding", "UTF-8");
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(processors);
      long start = System.nanoTime();
      assertThat(task.call()).isTrue();
      long end = System.nanoTime();
      assertThat(diagnostics.getDiagnostics().stream().map(RealSources::text))
          .noneMatch(text -> text.contains("[WEFT-"));
      return end - start;
    }
  }

  private static String text(Diagnostic<?> diagnostic) {
    return diagnostic.getMessage(Locale.ROOT);
  }
}
