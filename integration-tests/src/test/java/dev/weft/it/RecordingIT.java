package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An example flies with the recorder on, as docs/observing.md says. */
final class RecordingIT {
  private static final List<String> EVENTS =
      List.of(
          "TaskSpawn",
          "TaskEnd",
          "SlowPoll",
          "BudgetYield",
          "WorkerPark",
          "Blocking",
          "ChannelFull");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void isPrintedByJfr(Jdk jdk) throws IOException {
    Path settings = extractSettings();
    Path recording = folder.resolve("flight.jfr");
    Execution run =
        jdk.java(
            List.of(
                "-XX:StartFlightRecording:settings=default,settings="
                    + settings
                    + ",filename="
                    + recording,
                "-cp",
                Checkout.path(List.of(Checkout.runtime(), Seed.wovenByMaven())),
                "MpscChannel"));
    assertThat(run.exitCode()).as(run.toString()).isZero();

    String summary = jfr(jdk, "summary", recording.toString());
    EVENTS.forEach(event -> assertThat(summary).contains(" dev.weft." + event + " "));
    assertThat(jfr(jdk, "print", "--events", "dev.weft.TaskEnd", recording.toString()))
        .containsOnlyOnce("dev.weft.TaskEnd {")
        .contains(
            "outcome = \"completed\"", "spawnedAt = \"MpscChannel.main(MpscChannel.java:15)\"");
  }

  private Path extractSettings() throws IOException {
    Path settings = folder.resolve("weft.jfc");
    try (ZipFile jar = new ZipFile(Checkout.runtime().toFile())) {
      Files.copy(jar.getInputStream(jar.getEntry("dev/weft/weft.jfc")), settings);
    }
    return settings;
  }

  private static String jfr(Jdk jdk, String... arguments) {
    Execution run = Command.of(jdk.program("jfr"), List.of(arguments)).run();
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run.out();
  }
}
