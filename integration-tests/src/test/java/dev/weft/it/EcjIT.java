package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The processor in Eclipse's compiler: it checks and generates there, and others weave. */
final class EcjIT {
  private static final String PROGRAM =
      """
      import static dev.weft.Weft.*;

      import dev.weft.*;

      public class Program {
        @AsyncMain
        public static Future<Integer> run(String[] args) {
          await(yieldNow());
          System.out.println("woven");
          return ready(0);
        }
      }
      """;

  private static final String WRONG =
      """
      public class Wrong {
        @dev.weft.Async
        static String text() {
          return "";
        }
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void theLauncherIsGeneratedAndTheAgentWeaves(Jdk jdk) throws IOException {
    Path classes = compile();
    List<String> arguments = new ArrayList<>(List.of("-javaagent:" + Checkout.agent()));
    arguments.addAll(run(classes));
    jdk.java(arguments).assertPrinted("woven\n");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void theLauncherIsGeneratedAndTheCommandLineWeaves(Jdk jdk) throws IOException {
    Path classes = compile();
    String runtime = Checkout.runtime().toString();
    assertThat(CommandLineIT.run(jdk, "weave", "-cp", runtime, classes.toString()).out())
        .contains("1 woven, 0 found woven");
    jdk.java(run(classes)).assertPrinted("woven\n");
  }

  @Test
  void declarationsAreChecked() throws IOException {
    Path source = Files.writeString(directory.resolve("Wrong.java"), WRONG);
    assertThat(Ecj.problems(directory.resolve("wrong"), options(), List.of(source)))
        .contains("Wrong.java (at line 3)", "[WEFT-001]");
  }

  private Path compile() throws IOException {
    Path source = Files.writeString(directory.resolve("Program.java"), PROGRAM);
    Path classes = directory.resolve("classes");
    Ecj.compile(classes, options(), List.of(source));
    assertThat(classes.resolve("ProgramLauncher.class")).exists();
    return classes;
  }

  private static List<String> options() {
    return List.of(
        "-classpath", Checkout.runtime().toString(), "-processorpath", Checkout.processorPath());
  }

  private static List<String> run(Path classes) {
    return List.of("-cp", Checkout.path(List.of(Checkout.runtime(), classes)), "ProgramLauncher");
  }
}
