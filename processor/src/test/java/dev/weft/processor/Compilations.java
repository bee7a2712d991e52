package dev.weft.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Compilations in memory with the processor. */
final class Compilations {
  private Compilations() {}

  /** Compiles a source file together with those under {@code support}. */
  static Compilation compile(Path source, String... options) {
    return compile(source, new WeftProcessor(), options);
  }

  static Compilation compile(Path source, Processor processor, String... options) {
    return compile(List.of(source), processor, options);
  }

  static Compilation compile(List<Path> files, Processor processor, String... options) {
    List<JavaFileObject> sources = new ArrayList<>();
    files.forEach(file -> sources.add(Resources.source(file)));
    Resources.files("support", ".java").forEach(file -> sources.add(Resources.source(file)));
    return Compiler.javac()
        .withProcessors(processor)
        .withOptions((Object[]) options)
        .compile(sources);
  }

  /** Every diagnostic on a line of its own: line, column, kind and message. */
  static String report(Compilation compilation) {
    return compilation.diagnostics().stream().map(Compilations::line).collect(Collectors.joining());
  }

  private static String line(Diagnostic<?> diagnostic) {
    return "%d:%d: %s: %s\n"
        .formatted(
            diagnostic.getLineNumber(),
            diagnostic.getColumnNumber(),
            diagnostic.getKind().name().toLowerCase(Locale.ROOT),
            diagnostic.getMessage(Locale.ROOT));
  }
}
