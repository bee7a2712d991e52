package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that listen to signals, and end by one when they don't listen any more. */
final class SignalIT {
  private static final Path SOURCE =
      Checkout.root().resolve("integration-tests/src/it/signals/com/acme/Main.java");
  private static final int ENDED_BY_TERM = 128 + 15;

  @TempDir Path output;

  private Command program(Jdk jdk, String what) {
    String path = Checkout.path(List.of(Checkout.runtime(), output));
    String processor = Checkout.processorPath();
    jdk.javac(
            List.of(
                "-g",
                "-processorpath",
                processor,
                "-cp",
                path,
                "-d",
                output.toString(),
                SOURCE.toString()))
        .assertPrinted("");
    return jdk.program(List.of("-cp", path, "com.acme.Main", what));
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("T106")
  void theLastOneThatIsClosedGivesTheSignalBack(Jdk jdk) {
    Execution run = program(jdk, "restore").run();
    assertThat(run.out()).isEqualTo("TERM\nTERM\nTERM again\nnobody listens\n");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(ENDED_BY_TERM);
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void ctrlCAndAListenerHearTheSameSignal(Jdk jdk) {
    program(jdk, "both").interruptAfter("listening").run().assertPrinted("listening\nINT\nctrlC\n");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void aSignalThatTheJvmWasTalkedOutOfCanBeHad(Jdk jdk) {
    program(jdk, "user2").with(Map.of("_JAVA_SR_SIGNUM", "62")).run().assertPrinted("USR2\n");
  }

  /** The signal is named outside of the program. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void tasksAreDumpedAtASignal(Jdk jdk) {
    Execution run =
        program(jdk, "dump").with(Map.of("JDK_JAVA_OPTIONS", "-Dweft.dump.signal=USR1")).run();
    assertThat(run.out())
        .matches(
            """
            (?s)tasks of the runtime 'weft-worker', \\d+:.*
            task (\\d+) 'plato' waits for Mutex.lock
            \theld by task (\\d+) 'kant' as 'one' of com.acme.Main.eat\\(Main.java:\\d+\\)
            \tat com.acme.Main.eat\\(Main.java:\\d+\\)
            \tat task \\1 'plato' spawned at com.acme.Main.dump\\(Main.java:\\d+\\)
            task \\2 'kant' waits for Mutex.lock
            \theld by task \\1 'plato' as 'one' of .*
            deadlock of 2:
            .*""");
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void aPropertyThatNamesNoSignalIsToldOf(Jdk jdk) {
    Execution run =
        program(jdk, "both")
            .interruptAfter("listening")
            .with(Map.of("JDK_JAVA_OPTIONS", "-Dweft.dump.signal=QUIT"))
            .run();
    assertThat(run.out()).isEqualTo("listening\nINT\nctrlC\n");
    assertThat(run.err())
        .contains("the system property weft.dump.signal", "QUIT", "the JVM uses it itself");
  }
}
