package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program whose entry point returns a future, started through its generated launcher. */
final class LauncherIT {
  private static final String PROGRAM =
      """
      import static dev.weft.Weft.*;

      import dev.weft.*;

      public class Tool {
        @AsyncMain(flavor = Flavor.CURRENT_THREAD)
        static Future<Integer> work(String[] args) {
          await(yieldNow());
          System.out.println(String.join(" ", args));
          return ready(args.length);
        }
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void givesTheArgumentsInAndTheExitCodeOut(Jdk jdk) throws IOException {
    Path source = Files.writeString(directory.resolve("Tool.java"), PROGRAM);
    String runtime = Checkout.runtime().toString();
    jdk.javac(
            List.of(
                "-d",
                directory.toString(),
                "-cp",
                runtime,
                "-processorpath",
                Checkout.processorPath(),
                source.toString()))
        .assertPrinted("");
    String path = Checkout.path(List.of(Checkout.runtime(), directory));
    Execution run = jdk.java(List.of("-cp", path, "ToolLauncher", "one", "two", "three"));
    assertThat(run.out().strip()).isEqualTo("one two three");
    assertThat(run.exitCode()).isEqualTo(3);
  }
}
