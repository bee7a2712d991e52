package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The weaver's runnable jar, which has all that it needs inside. */
final class CommandLineIT {
  @TempDir Path temp;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void explainsAndWeaves(Jdk jdk) {
    Seed seed = Seed.all().stream().filter(s -> s.name().equals("HelloAsync")).findAny().get();
    jdk.javac(
            List.of(
                "-proc:none",
                "-g",
                "-cp",
                Checkout.runtime().toString(),
                "-d",
                temp.toString(),
                seed.source().toString()))
        .assertSuccess();
    assertThat(run(jdk, "explain", temp.resolve("HelloAsync.class").toString()).out())
        .contains("main(String[]): the program's main, from line 10")
        .contains("  state 1, line 11: calls fetchData() directly, no future is made")
        .contains("  state 1, line 17: awaits what Weft.sleep(Duration) gives");
    assertThat(run(jdk, "weave", "-cp", Checkout.runtime().toString(), temp.toString()).out())
        .isEqualTo(temp + ": 1 woven, 0 found woven" + System.lineSeparator());
    String classPath = Checkout.path(List.of(Checkout.runtime(), temp));
    jdk.java(List.of("-cp", classPath, seed.name())).assertPrinted(seed.expected());
  }

  static Execution run(Jdk jdk, String... command) {
    Path core = Checkout.root().resolve("weaver-maven-plugin").resolve("core");
    Path jar = core.resolve("target").resolve("weft-weaver.jar");
    List<String> arguments = new ArrayList<>(List.of("-jar", jar.toString()));
    arguments.addAll(List.of(command));
    return jdk.java(arguments).assertSuccess();
  }
}
