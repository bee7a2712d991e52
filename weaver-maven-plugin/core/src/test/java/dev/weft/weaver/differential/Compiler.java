package dev.weft.weaver.differential;

import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
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
