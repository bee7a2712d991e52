package dev.weft.it.debug;

import dev.weft.it.Checkout;
import dev.weft.it.process.Jdk;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.DirectoryWeaver;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaverOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * The program of {@code src/it/debug}, woven, or as its twin whose awaits block.
 *
 * @param classes where its class files are
 * @param classPath the class path that it runs with
 */
record DebugProgram(Path classes, String classPath) {
  private static final Path SOURCES = Checkout.root().resolve("integration-tests/src/it/debug");

  /** The compilers whose debug information differs. */
  enum Compiler {
    JAVAC,
    ECJ;

    private JavaCompiler tool() {
      return this == ECJ ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
    }
  }

  /** The source of the program, line by line. */
  static List<String> source() {
    try {
      return Files.readAllLines(SOURCES.resolve("program/debugged/Program.java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the first line with a text. */
  static int line(String text) {
    List<String> source = source();
    return 1
        + IntStream.range(0, source.size())
            .filter(i -> source.get(i).contains(text))
            .findFirst()
            .orElseThrow();
  }

  /** The same program on one stack. */
  static DebugProgram twin(Compiler compiler, Path directory) {
    compile(compiler, directory, "", "program", "blocking");
    return new DebugProgram(directory, directory.toString());
  }

  /** The program as it comes from the compiler, for the agent to weave. */
  static DebugProgram unwoven(Compiler compiler, Path directory) {
    compile(compiler, directory, Checkout.runtime().toString(), "program", "woven");
    return new DebugProgram(directory, Checkout.path(List.of(directory, Checkout.runtime())));
  }

  /** The woven program. */
  static DebugProgram woven(Compiler compiler, Path directory, WeaverOptions options) {
    DebugProgram program = unwoven(compiler, directory);
    try (ClassFiles path = ClassFiles.of(List.of(Checkout.runtime(), directory))) {
      new DirectoryWeaver(directory, path, options).weaveAll();
    } catch (IOException | WeaveException e) {
      throw new AssertionError(e);
    }
    return program;
  }

  /** Starts it under a debugger. */
  Debuggee launch(Jdk jdk, String arguments) {
    return Debuggee.launch(jdk, classPath, "debugged.Start " + arguments);
  }

  private static void compile(Compiler compiler, Path output, String classPath, String... folders) {
    JavaCompiler tool = compiler.tool();
    StringWriter messages = new StringWriter();
    List<String> options =
        new ArrayList<>(List.of("--release", "17", "-g", "-proc:none", "-nowarn"));
    options.addAll(List.of("-d", output.toString(), "-classpath", classPath));
    try (StandardJavaFileManager files =
        tool.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var units = files.getJavaFileObjectsFromPaths(sources(folders));
      if (!tool.getTask(messages, files, null, options, null, units).call()) {
        throw new AssertionError(compiler + " says:\n" + messages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(String... folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }
}
