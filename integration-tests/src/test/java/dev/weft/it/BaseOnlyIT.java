package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program on a JVM that has no module but {@code java.base}. */
final class BaseOnlyIT {
  private static final Path SOURCE =
      Checkout.root().resolve("integration-tests/src/it/base-only/com/acme/Main.java");

  @TempDir Path output;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void runsAndSaysWhatItHasToDoWithout(Jdk jdk) {
    String path = Checkout.path(List.of(Checkout.runtime(), output));
    jdk.javac(List.of("-proc:none", "-cp", path, "-d", output.toString(), SOURCE.toString()))
        .assertPrinted("");
    Execution run = jdk.java(List.of("--limit-modules", "java.base", "-cp", path, "com.acme.Main"));
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).isEqualTo("cost: null\n3\n");
    assertThat(run.err())
        .contains("the costs of tasks are unknown; add the module jdk.management")
        .contains("the runtime 'acme' is not shown in JMX; add the module java.management");
  }
}
