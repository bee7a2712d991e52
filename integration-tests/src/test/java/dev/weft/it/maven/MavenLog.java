package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import java.util.List;

/**
 * The outcome of one Maven build.
 *
 * @param execution the process
 */
record MavenLog(Execution execution) {
  MavenLog assertSuccess() {
    assertThat(execution.exitCode()).as(toString()).isZero();
    return this;
  }

  MavenLog assertFailure() {
    assertThat(execution.exitCode()).as(toString()).isEqualTo(1);
    return this;
  }

  /** Checks that some line says this. */
  MavenLog assertSays(String text) {
    assertThat(execution.out()).as(toString()).contains(text);
    return this;
  }

  /** What the weaver wrote as errors, without the level. */
  List<String> problems() {
    return execution
        .out()
        .lines()
        .filter(line -> line.startsWith("[ERROR] ") && line.contains(": [WEFT-"))
        .map(line -> line.substring("[ERROR] ".length()))
        .toList();
  }

  /** What anybody warned of. */
  List<String> warnings() {
    return execution.out().lines().filter(line -> line.startsWith("[WARNING]")).toList();
  }

  @Override
  public String toString() {
    return execution.toString();
  }
}
