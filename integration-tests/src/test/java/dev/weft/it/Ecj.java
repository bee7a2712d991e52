package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** Eclipse's compiler, which runs no weaver. */
final class Ecj {
  private Ecj() {}

  /** Compiles what has to compile. */
  static void compile(Path output, List<String> options, List<Path> sources) {
    assertThat(problems(output, options, sources)).isEmpty();
  }

  /** Compiles, and tells what is wrong with the sources; nothing if they compile. */
  static String problems(Path output, List<String> options, List<Path> sources) {
    List<String> arguments = new ArrayList<>(List.of("--release", "17", "-nowarn"));
    arguments.addAll(List.of("-d", output.toString()));
    arguments.addAll(options);
    sources.forEach(source -> arguments.add(source.toString()));
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    String[] words = arguments.toArray(String[]::new);
    // it also has a word on what is missing on the class path of this JVM
    return BatchCompiler.compile(words, printer, printer, null) ? "" : messages.toString();
  }
}
