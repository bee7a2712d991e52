package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dweft.traces=false} leaves stack traces as the JVM makes them. */
final class TracesOffIT {
  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void framesOfTheRuntimeStayAndCallersAreMissing(Jdk jdk) {
    String classPath = Checkout.path(List.of(Checkout.runtime(), Seed.wovenByMaven()));
    List<String> arguments = List.of("-Dweft.traces=false", "-cp", classPath, "StackTraces");
    assertThat(jdk.java(arguments).assertSuccess().out())
        .contains("at StackTraces.load(StackTraces.java:11)")
        .contains("at dev.weft.abi.Strand.unwind(")
        .doesNotContain("StackTraces.search", "spawned at", "awaited at");
  }
}
