package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program of three named modules: one awaits the API of another, which has a part in a package
 * that isn't exported, and passes types of a third on.
 */
final class ModulesIT {
  private static final Path SOURCES = Checkout.root().resolve("integration-tests/src/it/modules");
  private static final List<String> MODULES =
      List.of("com.acme.model", "com.acme.api", "com.acme.app");

  private static final String PRINTED =
      """
      8 cents
      36 cents
      2 cents for a, 4 cents for bb
      """;

  @TempDir Path output;

  @TempDir Path temp;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P106")
  void runWovenByJavac(Jdk jdk) {
    compile(jdk, "-processorpath", Checkout.processorPath());
    run(jdk);
  }

  /** One directory after the other, each with the modules that it requires on the class path. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P106")
  void runWovenByTheCommandLine(Jdk jdk) {
    compile(jdk, "-proc:none");
    List<Path> seen = new ArrayList<>(List.of(Checkout.runtime()));
    for (String module : MODULES) {
      Path classes = output.resolve(module);
      CommandLineIT.run(jdk, "weave", "-cp", Checkout.path(seen), classes.toString());
      seen.add(classes);
    }
    assertThat(output.resolve("com.acme.model/com/acme/model/Discount$Woven.class")).exists();
    run(jdk);
  }

  /** The launcher of the image finds the program and the runtime in it, and no other JVM. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P106")
  void runFromAnImageOfJlink(Jdk jdk) {
    compile(jdk, "-processorpath", Checkout.processorPath());
    Path image = temp.resolve("image");
    Command.of(
            jdk.program("jlink"),
            List.of(
                "--module-path",
                Checkout.path(List.of(Checkout.runtime(), output)),
                "--add-modules",
                "com.acme.app",
                "--launcher",
                "prices=com.acme.app/com.acme.app.Main",
                "--output",
                image.toString()))
        .run()
        .assertPrinted("");
    Jdk linked = new Jdk(jdk.feature(), image);
    assertThat(linked.java(List.of("--list-modules")).assertSuccess().out().lines())
        .map(line -> line.replaceFirst("@.*", ""))
        .contains("dev.weft", "com.acme.app", "com.acme.api", "com.acme.model")
        .doesNotContain("jdk.compiler", "java.management");
    Execution run = Command.of(linked.program("prices"), List.of()).run();
    assertThat(run.out()).as(run.toString()).isEqualTo(PRINTED);
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  private void compile(Jdk jdk, String... processing) {
    List<String> arguments = new ArrayList<>(List.of(processing));
    arguments.addAll(List.of("-d", output.toString(), "-p", Checkout.runtime().toString()));
    arguments.addAll(List.of("--module-source-path", SOURCES.toString()));
    arguments.addAll(List.of("-m", String.join(",", MODULES)));
    jdk.javac(arguments).assertPrinted("");
  }

  private void run(Jdk jdk) {
    assertThat(Files.isDirectory(output.resolve("com.acme.app"))).isTrue();
    String path = Checkout.path(List.of(Checkout.runtime(), output));
    jdk.java(List.of("-p", path, "-m", "com.acme.app/com.acme.app.Main")).assertPrinted(PRINTED);
  }
}
