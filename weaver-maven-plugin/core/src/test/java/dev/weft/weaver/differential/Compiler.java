package dev.weft.weaver.differential;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The compilers, with their options, whose code the weaver has to understand. */
public enum Compiler {
  /** javac as a build runs it. */
  JAVAC,
  /** javac without debug information, and with string concatenation by builder. */
  JAVAC_BARE,
  /** Eclipse's compiler. */
  ECJ;

  /** Whether what this compiler makes of a theme passes the JVM's verifier before it is woven. */
  boolean understands(String theme) {
    return this != ECJ || !theme.equals("LoopsInExpressions");
  }

  /** The compiler itself. */
  public JavaCompiler tool() {
    return this == ECJ ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
  }

  List<String> options(int release, String output, String classPath) {
    List<String> options = new ArrayList<>(List.of("-d", output));
    options.addAll(options(release, classPath));
    return options;
  }

  /** Compiles source files for Java 17 into a folder, with further options. */
  public void compile(List<Path> sources, Path output, String classPath, List<String> more)
      throws IOException {
    List<String> options = options(17, output.toString(), classPath);
    options.addAll(more);
    compile(sources, options);
  }

  void compile(List<Path> sources, List<String> options) throws IOException {
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        tool().getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      if (!tool().getTask(messages, files, null, options, null, units).call()) {
        throw new AssertionError(this + " refuses the sources:\n" + messages);
      }
    }
  }

  /** The options that everything is compiled with, for a version of Java. */
  public List<String> options(int release, String classPath) {
    List<String> options = new ArrayList<>(List.of("--release", "" + release, "-proc:none"));
    options.addAll(List.of("-classpath", classPath));
    options.addAll(ownOptions());
    return options;
  }

  private List<String> ownOptions() {
    return switch (this) {
      case JAVAC -> List.of("-g");
      case JAVAC_BARE -> List.of("-g:none", "-XDstringConcat=inline");
      case ECJ -> List.of("-g", "-nowarn");
    };
  }
}
