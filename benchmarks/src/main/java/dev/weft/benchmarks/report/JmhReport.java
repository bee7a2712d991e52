package dev.weft.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks of a subject with JMH and writes their figures into a page: {@code JmhReport
 * PAGE JSON SUBJECT [JMH's options]}.
 */
public final class JmhReport {
  private JmhReport() {}

  public static void main(String[] args)
      throws RunnerException, IOException, CommandLineOptionException {
    String[] options = Arrays.copyOfRange(args, 3, args.length);
    Subject subject = Subject.of(args[2]);
    Map<String, Figure> figures = figures(run(subject, args[1], new CommandLineOptions(options)));
    Block.write(Path.of(args[0]), subject.block(), page(subject, figures));
  }

  private static Collection<RunResult> run(Subject subject, String json, CommandLineOptions given)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(json);
    subject.choose(options);
    return new Runner(options.build()).run();
  }

  private static Map<String, Figure> figures(Collection<RunResult> results) {
    Map<String, Figure> figures = new TreeMap<>();
    results.forEach(result -> figures.put(name(result.getParams()), Figure.of(result)));
    return figures;
  }

  /** Class and method, and the parameters if there are any. */
  static String name(BenchmarkParams params) {
    String[] parts = params.getBenchmark().split("\\.", -1);
    StringBuilder name = new StringBuilder(parts[parts.length - 2] + "." + parts[parts.length - 1]);
    params.getParamsKeys().forEach(k -> name.append(" ").append(k + "=" + params.getParam(k)));
    return name.toString();
  }

  static String page(Subject subject, Map<String, Figure> figures) {
    StringBuilder page = new StringBuilder();
    page.append(String.format("%s, %d processors%n%n", vm(), processors()));
    page.append(subject.claims(figures));
    page.append("\n| benchmark | median | forks | unit | B/op |\n|---|---|---|---|---|\n");
    figures.forEach((name, figure) -> page.append(row(name, figure)));
    return page.toString();
  }

  private static String vm() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String row(String name, Figure figure) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s – %s | %s | %s |%n",
        name,
        Figure.digits(figure.median()),
        Figure.digits(figure.low()),
        Figure.digits(figure.high()),
        figure.unit(),
        Figure.digits(figure.allocated()));
  }
}
