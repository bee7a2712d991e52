package dev.weft.weaver.fuzz;

import dev.weft.weaver.MemoryFiles;
import dev.weft.weaver.differential.Compiler;
import dev.weft.weaver.fuzz.Failure.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Programs for one compiler and one version of Java, which are compiled together. */
final class Batch {
  private static final Pattern BREAKDOWN =
      Pattern.compile("[Ii]nternal compiler error|Missing code implementation in the compiler");

  private final List<Program> programs;
  private final Compiler compiler;
  private final int level;

  Batch(List<Program> programs) {
    this.programs = programs;
    compiler = programs.get(0).compiler();
    level = programs.get(0).level();
  }

  /** What is wrong with which program. */
  Map<Program, Failure> run(Weavers weavers) {
    Map<Program, Failure> failures = new LinkedHashMap<>();
    Map<String, Map<String, byte[]>> compiled = byProgram(compile(programs, failures));
    for (Program program : programs) {
      if (!failures.containsKey(program)) {
        Optional<Failure> failure = Check.run(program, compiled.get(program.name()), weavers);
        failure.ifPresent(found -> failures.put(program, found));
      }
    }
    return failures;
  }

  /** Compiles what can be compiled; one program that can't keeps the compiler from the others. */
  private Map<String, byte[]> compile(List<Program> all, Map<Program, Failure> failures) {
    JavaCompiler tool = compiler.tool();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (Sources sources = Sources.write(all);
        StandardJavaFileManager platform = tool.getStandardFileManager(null, null, null)) {
      MemoryFiles files = new MemoryFiles(platform);
      List<String> options = compiler.options(level, Weavers.classPath());
      StringWriter said = new StringWriter();
      var units = platform.getJavaFileObjectsFromPaths(sources.files());
      if (tool.getTask(said, files, messages, options, null, units).call()) {
        return files.classFiles();
      }
      return compileRest(all, messages.getDiagnostics(), said.toString(), failures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, byte[]> compileRest(
      List<Program> all,
      List<Diagnostic<? extends JavaFileObject>> messages,
      String said,
      Map<Program, Failure> failures) {
    List<Program> rest = new ArrayList<>(all);
    for (Program program : all) {
      String errors = errors(program, messages);
      if (!errors.isEmpty()) {
        failures.put(program, new Failure(Kind.DOES_NOT_COMPILE, "", errors));
        rest.remove(program);
      }
    }
    if (rest.size() == all.size()) {
      return compileApart(all, said + messages, failures);
    }
    return rest.isEmpty() ? Map.of() : compile(rest, failures);
  }

  /** Finds the program that makes a compiler break down. */
  private Map<String, byte[]> compileApart(
      List<Program> all, String said, Map<Program, Failure> failures) {
    if (all.size() == 1) {
      failures.put(all.get(0), new Failure(Kind.COMPILERS_FAULT, "broke down", said));
      return Map.of();
    }
    int half = all.size() / 2;
    Map<String, byte[]> compiled = new TreeMap<>(compile(all.subList(0, half), failures));
    compiled.putAll(compile(all.subList(half, all.size()), failures));
    return compiled;
  }

  private static String errors(
      Program program, List<Diagnostic<? extends JavaFileObject>> messages) {
    return messages.stream()
        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
        .filter(message -> message.getSource() != null)
        .filter(message -> message.getSource().getName().endsWith(program.name() + ".java"))
        .filter(message -> !BREAKDOWN.matcher(message.getMessage(null)).find())
        .map(message -> message.getLineNumber() + ": " + message.getMessage(null))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, Map<String, byte[]>> byProgram(Map<String, byte[]> classFiles) {
    Map<String, Map<String, byte[]>> programs = new TreeMap<>();
    classFiles.forEach(
        (name, file) -> {
          String simple = name.substring(name.lastIndexOf('/') + 1);
          String program = simple.contains("$") ? simple.substring(0, simple.indexOf('$')) : simple;
          programs.computeIfAbsent(program, p -> new TreeMap<>()).put(name, file);
        });
    return programs;
  }
}
