package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.guide.Page;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does what the guide says, from an empty directory, and nothing else: writes each file whose name
 * stands in front of it, runs each command, and compares what it prints.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are those of a POSIX shell")
@ResourceLock(ScratchRepository.LOCK)
final class GettingStartedIT {
  private static final Pattern STEP =
      Pattern.compile("(?ms)(?:^`(?<file>[\\w./]+)`:\\n\\n)?^```(?<kind>\\w+)\\n(?<text>.*?)```");

  private static final Page START = Page.named("getting-started.md");

  @TempDir Path directory;

  private static List<Jdk> jdks() {
    return Jdks.all();
  }

  @Test
  void withMaven() throws IOException {
    follow(START.section("With Maven"), Jdks.running());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withJavacAlone(Jdk jdk) throws IOException {
    follow(START.section("With javac alone"), jdk);
    follow(Page.named("deployment.md").section("An image of jlink"), jdk);
  }

  private void follow(String section, Jdk jdk) throws IOException {
    String printed = "";
    int compared = 0;
    Matcher step = STEP.matcher(section);
    while (step.find()) {
      String text = step.group("text");
      if (step.group("file") != null) {
        write(step.group("file"), text);
      } else if (step.group("kind").equals("sh")) {
        printed = Home.instance().shell(jdk, directory, text);
      } else {
        assertThat(printed).isEqualTo(text);
        compared++;
      }
    }
    assertThat(compared).as("outputs").isEqualTo(1);
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
