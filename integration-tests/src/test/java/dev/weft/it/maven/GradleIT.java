package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The processor in a build of Gradle, the one on the path: Debian's 4.4.1 is enough. */
@Tag("gradle")
final class GradleIT {
  private static final String SECOND = "src/main/java/com/acme/Second.java";

  @Test
  void compilesInItsOwnProcessAndOnlyWhatIsNeeded() throws IOException {
    Project project = Project.copyOf("gradle");
    gradle(project);
    assertThat(classes(project).names())
        .containsExactlyInAnyOrder(
            "com/acme/First$goes$Frame.class",
            "com/acme/First$stays$Frame.class",
            "com/acme/First.class",
            "com/acme/Main$main$Frame.class",
            "com/acme/Main.class",
            "com/acme/Second$goes$Frame.class",
            "com/acme/Second$stays$Frame.class",
            "com/acme/Second.class");
    assertRuns(project, Jdks.running());
    nothingChangedWritesNothing(project);
    changedOptionsWeaveAnew(project);
    removedMethodTakesItsFrameAlong(project);
  }

  private static void nothingChangedWritesNothing(Project project) {
    ClassTree before = classes(project);
    assertThat(gradle(project).out()).contains(":compileJava UP-TO-DATE");
    assertThat(before.changedUntil(classes(project))).isEmpty();
  }

  private static void changedOptionsWeaveAnew(Project project) {
    ClassTree before = classes(project);
    gradle(project, "-Pdebug=true");
    assertThat(before.contents()).isNotEqualTo(classes(project).contents());
    gradle(project);
    assertThat(before.contents()).isEqualTo(classes(project).contents());
  }

  private static void removedMethodTakesItsFrameAlong(Project project) throws IOException {
    Path source = project.file(SECOND);
    Files.writeString(source, Files.readString(source).replaceAll("(?s)// begin.*// end", ""));
    gradle(project);
    assertThat(classes(project).names())
        .contains("com/acme/Second$stays$Frame.class")
        .doesNotContain("com/acme/Second$goes$Frame.class");
    assertRuns(project, Jdks.running());
  }

  /** Gradle hands the javac of another JDK a file of options. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void compilesWithAnotherJavac(Jdk jdk) {
    Project project = Project.copyOf("gradle", "gradle-" + jdk.feature());
    Execution build = gradle(project, "-Pjavac=" + jdk.program("javac"), "--info");
    assertThat(build.out()).contains("Compiling with Java command line compiler");
    assertThat(classes(project).names()).contains("com/acme/Second$goes$Frame.class");
    assertRuns(project, jdk);
  }

  private static void assertRuns(Project project, Jdk jdk) {
    String path =
        Checkout.path(List.of(Checkout.runtime(), project.file("build/classes/java/main")));
    jdk.java(List.of("-cp", path, "com.acme.Main")).assertPrinted("first and second\n");
  }

  private static ClassTree classes(Project project) {
    return ClassTree.of(project.file("build/classes/java/main"));
  }

  private static Execution gradle(Project project, String... arguments) {
    ScratchRepository repository = ScratchRepository.instance();
    List<String> all = new ArrayList<>(List.of("--no-daemon", "--console=plain"));
    all.addAll(List.of("-g", Checkout.scratch().resolve("gradle-home").toString()));
    all.add("-PscratchRepository=" + repository.directory().toUri());
    all.add("-PouterRepository=" + repository.outer());
    all.addAll(List.of(arguments));
    all.add("classes");
    Execution build =
        Command.of(Path.of("gradle"), all)
            .in(project.file("."))
            .with(
                Map.of(
                    "JAVA_HOME",
                    System.getProperty("java.home"),
                    "GRADLE_OPTS",
                    Project.STARTS_FAST))
            .run();
    assertThat(build.exitCode()).as(build.toString()).isZero();
    return build;
  }
}
