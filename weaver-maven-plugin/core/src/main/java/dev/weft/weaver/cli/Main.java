package dev.weft.weaver.cli;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.DirectoryWeaver;
import dev.weft.weaver.Explainer;
import dev.weft.weaver.LintLevel;
import dev.weft.weaver.LintOptions;
import dev.weft.weaver.MethodFilter;
import dev.weft.weaver.Problem;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveReport;
import dev.weft.weaver.WeaverOptions;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command line of the weaver. It ends with 0 if all went well, with 1 if a class can't be woven
 * or a file can't be read, and with 2 if the command line is wrong.
 */
public final class Main {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private static final String HELP =
      """
      java -jar weft-weaver.jar explain [-cp CLASSPATH] FILE...
          says what becomes of the async methods of class files, directories and jars, or
          has become where they are woven already; changes nothing
      java -jar weft-weaver.jar weave [-cp CLASSPATH] DIRECTORY...
          weaves the class files of directories in place; warns of what is a mistake all the
          same, unless java is told -Dweft.lint=off, -Dweft.lintExcept=NAME[:Class#method],...
          or, to refuse it, -Dweft.lint=error; -Dweft.blocking=Class#method,... blocks, too
      java -jar weft-weaver.jar --help | --version
      """;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(new Main(System.out, System.err).run(args));
  }

  int run(String... args) {
    String command = args.length == 0 ? "" : args[0];
    List<String> rest =
        new ArrayList<>(Arrays.asList(args).subList(Math.min(1, args.length), args.length));
    switch (command) {
      case "--help" -> out.print(HELP);
      case "--version" -> out.println("weft-weaver " + version());
      case "explain", "weave" -> {
        return run(command, rest);
      }
      default -> {
        err.print((command.isEmpty() ? "" : "unknown command " + command + "\n") + HELP);
        return USAGE;
      }
    }
    return OK;
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "of unknown version" : version;
  }

  private int run(String command, List<String> rest) {
    List<Path> classPath = List.of();
    if (!rest.isEmpty() && List.of("-cp", "--class-path").contains(rest.get(0))) {
      if (rest.size() == 1) {
        err.println(rest.get(0) + " wants a class path");
        return USAGE;
      }
      classPath = Arrays.stream(rest.get(1).split(File.pathSeparator)).map(Path::of).toList();
      rest.subList(0, 2).clear();
    }
    if (rest.isEmpty()) {
      err.print(command + " wants files to work on\n" + HELP);
      return USAGE;
    }
    return run(command, classPath, rest.stream().map(Path::of).toList());
  }

  private int run(String command, List<Path> classPath, List<Path> files) {
    try (ClassFiles visible = ClassFiles.of(classPath)) {
      for (Path file : files) {
        if (command.equals("explain")) {
          explain(file, visible);
        } else {
          weave(file, visible);
        }
      }
      return OK;
    } catch (IllegalArgumentException e) {
      err.println("-D" + e.getMessage());
      return USAGE;
    } catch (WeaveException e) {
      err.println(e.getMessage());
    } catch (IOException e) {
      err.println(e.getMessage() == null ? e.toString() : e.getMessage());
    }
    return FAILED;
  }

  private void explain(Path file, ClassFiles visible) throws IOException, WeaveException {
    List<Problem> problems = new Explainer(visible, MethodFilter.ALL, out::println).explain(file);
    if (!problems.isEmpty()) {
      throw new WeaveException(problems);
    }
  }

  private void weave(Path directory, ClassFiles visible) throws IOException, WeaveException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + " is no directory; weave wants the compiler's output");
    }
    WeaverOptions options =
        WeaverOptions.defaults().with(LintOptions.of(System::getProperty, LintLevel.WARN));
    WeaveReport report = new DirectoryWeaver(directory, visible, options).weaveAll();
    report.warnings().forEach(warning -> err.println("warning: " + warning));
    out.println(
        directory + ": " + report.woven() + " woven, " + report.upToDate() + " found woven");
  }
}
