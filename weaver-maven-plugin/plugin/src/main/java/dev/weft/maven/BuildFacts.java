package dev.weft.maven;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;

/**
 * What a build says about weaving.
 *
 * @param weaves whether the goal that weaves main classes is bound
 * @param hasProcessor whether the compiler plugin names the processor
 * @param processes whether it may run processors
 * @param hookIsOff whether the processor is told not to weave
 * @param isJavac whether the compiler plugin runs javac, and no other compiler
 */
record BuildFacts(
    boolean weaves, boolean hasProcessor, boolean processes, boolean hookIsOff, boolean isJavac) {
  private static final Pattern OTHER_COMPILER = Pattern.compile("<compilerId>(?!javac)");

  /** Reads the plugins of a project. */
  static BuildFacts of(List<Plugin> plugins) {
    List<String> compiler =
        plugins.stream()
            .filter(plugin -> plugin.getArtifactId().equals("maven-compiler-plugin"))
            .flatMap(BuildFacts::configurations)
            .toList();
    return new BuildFacts(
        plugins.stream()
            .filter(plugin -> plugin.getArtifactId().equals("weaver-maven-plugin"))
            .flatMap(plugin -> plugin.getExecutions().stream())
            .anyMatch(execution -> execution.getGoals().contains("weave")),
        compiler.stream().anyMatch(text -> text.contains("weft-processor")),
        compiler.stream().noneMatch(BuildFacts::forbidsProcessors),
        compiler.stream().anyMatch(text -> text.contains("-Aweft.weave=false")),
        compiler.stream().noneMatch(text -> OTHER_COMPILER.matcher(text).find()));
  }

  private static boolean forbidsProcessors(String configuration) {
    return configuration.contains("<proc>none</proc>") || configuration.contains("-proc:none");
  }

  private static Stream<String> configurations(Plugin plugin) {
    return Stream.concat(
            Stream.of(plugin.getConfiguration()),
            plugin.getExecutions().stream().map(PluginExecution::getConfiguration))
        .filter(Objects::nonNull)
        .map(Object::toString);
  }

  /** Whether the processor weaves what javac writes. */
  boolean hookWeaves() {
    return hasProcessor && processes && !hookIsOff;
  }

  /** Whether the processor has looked for mistakes, for which it needs javac's trees. */
  boolean processorLints() {
    return hasProcessor && processes && isJavac;
  }

  /** Why a class with async code isn't woven, and what to do about it. */
  String cause() {
    if (weaves || hookWeaves()) {
      return "it was compiled without that, by an IDE or with weft.skip: run mvn process-classes";
    }
    if (hasProcessor) {
      return processes
          ? "-Aweft.weave=false leaves it to the goal weave, which isn't bound: bind it, or remove"
              + " the option"
          : "processors are off (proc), and the goal weave isn't bound: allow processors, or bind it";
    }
    return "neither is there: put dev.weft:weft-processor into annotationProcessorPaths of"
        + " maven-compiler-plugin, or bind the goal weave of dev.weft:weaver-maven-plugin";
  }
}
