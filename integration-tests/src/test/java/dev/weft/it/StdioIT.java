package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that read and write the streams that they were started with. */
final class StdioIT {
  private static final Path SOURCE =
      Checkout.root().resolve("integration-tests/src/it/stdio/com/acme/Main.java");

  @TempDir Path output;

  /** The words of a program whose class path has the runtime. */
  private List<String> arguments(Jdk jdk, String what) {
    String path = Checkout.path(List.of(Checkout.runtime(), output));
    jdk.javac(
            List.of(
                "-processorpath",
                Checkout.processorPath(),
                "-cp",
                path,
                "-d",
                output.toString(),
                SOURCE.toString()))
        .assertPrinted("");
    return List.of("-cp", path, "com.acme.Main", what);
  }

  private Command program(Jdk jdk, String what) {
    return jdk.program(arguments(jdk, what));
  }

  /** Runs a script of the shell in which {@code "$@"} is the program. */
  private Execution script(Jdk jdk, String script, String what) {
    List<String> words =
        new ArrayList<>(List.of("-c", script, "sh", jdk.program("java").toString()));
    words.addAll(arguments(jdk, what));
    return Command.of(Path.of("sh"), words).run();
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void whatIsWrittenAndPrintedKeepsItsOrder(Jdk jdk) {
    Execution run = program(jdk, "write").run();
    String lines =
        IntStream.range(0, 1000)
            .mapToObj(i -> "written " + i + "\nprinted " + i + "\n")
            .collect(Collectors.joining());
    assertThat(run.out()).isEqualTo(lines + "end\n");
    assertThat(run.err()).isEqualTo("an error\n");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void theEndOfTheProgramWaitsForWhatWasBegun(Jdk jdk) {
    Execution run = script(jdk, "\"$@\" | (sleep 2; cat)", "left");
    String lines =
        IntStream.range(0, 20)
            .mapToObj(i -> (i + ".").repeat(10_000) + "\n")
            .collect(Collectors.joining());
    assertThat(run.out().equals(lines)).as("%d bytes", run.out().length()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void readsThatAreGivenUpLoseNothing(Jdk jdk) {
    String script = "for i in 1 2 3 4 5 6 7 8 9; do sleep 0.1; echo line $i; done | \"$@\"";
    String lines =
        IntStream.rangeClosed(1, 9).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    assertThat(script(jdk, script, "read").assertSuccess().out()).isEqualTo("ready\n" + lines);
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void aReadThatNothingEndsDoesNotKeepTheProgram(Jdk jdk) {
    String script =
        "mkfifo " + output + "/in; exec 3<>" + output + "/in; exec \"$@\" < " + output + "/in";
    script(jdk, script, "waits").assertPrinted("ended\n");
  }
}
