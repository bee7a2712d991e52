package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.junit.jupiter.api.Test;

/** Why a class isn't woven, by what the build says. */
final class BuildFactsTest {
  private static final String PROCESSOR = "<artifactId>weft-processor</artifactId>";

  private static Plugin compiler(String configuration) {
    Plugin plugin = new Plugin();
    plugin.setArtifactId("maven-compiler-plugin");
    plugin.setConfiguration(configuration);
    return plugin;
  }

  private static Plugin weaver(String goal) {
    PluginExecution execution = new PluginExecution();
    execution.addGoal(goal);
    Plugin plugin = new Plugin();
    plugin.setArtifactId("weaver-maven-plugin");
    plugin.addExecution(execution);
    return plugin;
  }

  @Test
  void nothingIsThere() {
    BuildFacts facts = BuildFacts.of(List.of(compiler("<release>17</release>")));
    assertThat(facts).isEqualTo(new BuildFacts(false, false, true, false, true));
    assertThat(facts.cause()).startsWith("neither is there: put dev.weft:weft-processor");
  }

  @Test
  void theProcessorWeaves() {
    BuildFacts facts = BuildFacts.of(List.of(compiler(PROCESSOR)));
    assertThat(facts.hookWeaves()).isTrue();
    assertThat(facts.cause()).startsWith("it was compiled without that");
  }

  @Test
  void theProcessorOfOneExecutionCounts() {
    PluginExecution execution = new PluginExecution();
    execution.setConfiguration(PROCESSOR);
    Plugin compiler = new Plugin();
    compiler.setArtifactId("maven-compiler-plugin");
    compiler.addExecution(execution);
    assertThat(BuildFacts.of(List.of(compiler)).hookWeaves()).isTrue();
  }

  @Test
  void theProcessorMayNotRun() {
    BuildFacts facts = BuildFacts.of(List.of(compiler(PROCESSOR + "<proc>none</proc>")));
    assertThat(facts.hookWeaves()).isFalse();
    assertThat(facts.cause()).startsWith("processors are off (proc)");
  }

  @Test
  void theProcessorIsToldNotToWeave() {
    BuildFacts facts =
        BuildFacts.of(List.of(compiler(PROCESSOR + "<arg>-Aweft.weave=false</arg>")));
    assertThat(facts.hookWeaves()).isFalse();
    assertThat(facts.cause()).startsWith("-Aweft.weave=false leaves it to the goal weave");
  }

  @Test
  void theGoalIsBound() {
    BuildFacts facts = BuildFacts.of(List.of(weaver("weave")));
    assertThat(facts.weaves()).isTrue();
    assertThat(facts.cause()).startsWith("it was compiled without that");
    assertThat(BuildFacts.of(List.of(weaver("weave-tests"))).weaves()).isFalse();
  }

  @Test
  void theProcessorTellsOfMistakesWhereJavacRunsIt() {
    assertThat(BuildFacts.of(List.of(compiler(PROCESSOR))).processorLints()).isTrue();
    assertThat(lints(PROCESSOR + "<compilerId>javac-with-errorprone</compilerId>")).isTrue();
    assertThat(lints(PROCESSOR + "<compilerId>eclipse</compilerId>")).isFalse();
    assertThat(lints(PROCESSOR + "<proc>none</proc>")).isFalse();
    assertThat(lints("<release>17</release>")).isFalse();
  }

  private static boolean lints(String configuration) {
    return BuildFacts.of(List.of(compiler(configuration))).processorLints();
  }
}
