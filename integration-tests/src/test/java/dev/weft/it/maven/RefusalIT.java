package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What can't be woven fails the build, says where and why, and leaves no file behind. */
@ResourceLock(ScratchRepository.LOCK)
final class RefusalIT {
  private static final Pattern EXPECTED = Pattern.compile("// (WEFT-\\d+)$");
  private static final Pattern PLACE = Pattern.compile("^(\\S+): \\[(WEFT-\\d+)] .*");

  @Test
  @Tag("P104")
  void wrongUseIsReportedWithFileAndLine() throws IOException {
    Project project = Project.copyOf("wrong-use");
    ClassTree compiled = compile(project);
    MavenLog log = project.maven("process-classes").assertFailure();
    assertThat(log.problems().stream().map(RefusalIT::place))
        .containsExactlyInAnyOrderElementsOf(expected(project, "Wrong.java", "WrongToo.java"));
    log.assertSays("8 problems in 2 classes");
    assertNothingHalfDone(compiled, project.classes());
  }

  /** The places that the sources' comments name. */
  private static List<String> expected(Project project, String... sources) throws IOException {
    List<String> places = new ArrayList<>();
    for (String source : sources) {
      List<String> lines = Files.readAllLines(project.file("src/main/java/com/acme/" + source));
      for (int i = 0; i < lines.size(); i++) {
        Matcher comment = EXPECTED.matcher(lines.get(i));
        if (comment.find()) {
          places.add(source + ":" + (i + 1) + " " + comment.group(1));
        }
      }
    }
    return places;
  }

  private static String place(String problem) {
    return PLACE.matcher(problem).replaceAll("$1 $2");
  }

  @Test
  @Tag("P96")
  void newerClassFileIsNamedWithItsVersion() throws IOException {
    Project project = Project.copyOf("bad-class-file", "newer-class-file");
    ClassTree compiled = compile(project);
    byte[] newer = Files.readAllBytes(project.file("target/classes/com/acme/Good.class"));
    newer[6] = 0;
    newer[7] = 99;
    Files.write(resource(project, "Newer.class"), newer);
    // Of the same version, but it has nothing to do with Weft.
    Files.write(resource(project, "Stranger.class"), stranger(newer));
    MavenLog log = project.maven("process-classes").assertFailure();
    assertThat(log.problems()).hasSize(1);
    assertThat(log.problems().get(0)).contains("Newer.class").contains("99");
    log.assertSays("1 problem in 1 class");
    assertNothingHalfDone(compiled, project.classes(), "Newer.class", "Stranger.class");
  }

  /** The head of a class file of the same version: an empty pool, and nothing that ASM reads. */
  private static byte[] stranger(byte[] classFile) {
    byte[] head = Arrays.copyOf(classFile, 32);
    Arrays.fill(head, 8, head.length, (byte) 0);
    head[9] = 1;
    return head;
  }

  @Test
  void corruptClassFileIsNamed() throws IOException {
    Project project = Project.copyOf("bad-class-file", "corrupt-class-file");
    ClassTree compiled = compile(project);
    byte[] whole = Files.readAllBytes(project.file("target/classes/com/acme/Good.class"));
    Files.write(resource(project, "Half.class"), Arrays.copyOf(whole, whole.length / 2));
    Files.write(resource(project, "Most.class"), Arrays.copyOf(whole, whole.length - 10));
    MavenLog log = project.maven("process-classes").assertFailure();
    assertThat(log.problems()).hasSize(2);
    assertThat(log.problems().get(0)).contains("Half.class");
    assertThat(log.problems().get(1)).contains("Most.class");
    log.assertSays("2 problems in 2 classes");
    assertNothingHalfDone(compiled, project.classes(), "Half.class", "Most.class");
  }

  private static ClassTree compile(Project project) {
    project.maven("-Dweft.skip", "process-classes").assertSuccess().assertSays("weft.skip");
    return project.classes();
  }

  /** Copied to the class files by the build. */
  private static Path resource(Project project, String name) throws IOException {
    return Files.createDirectories(project.file("src/main/resources")).resolve(name);
  }

  /** Either nothing was woven, or whole classes were; and there is no other file. */
  private static void assertNothingHalfDone(ClassTree compiled, ClassTree after, String... added) {
    List<String> expected = new ArrayList<>(compiled.names());
    expected.addAll(List.of(added));
    assertThat(after.names()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
