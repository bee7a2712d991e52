package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A build after a change does what the change asks for, and no more. */
@ResourceLock(ScratchRepository.LOCK)
final class IncrementalIT {
  private static final String SECOND = "src/main/java/com/acme/Second.java";

  private final Project project = Project.copyOf("incremental");

  @Test
  @Tag("P98")
  @Tag("P99")
  void doesOnlyWhatIsNeeded() throws IOException {
    project.maven("process-classes").assertSuccess().assertSays("Wove 2 classes");
    assertThat(project.classes().names())
        .containsExactlyInAnyOrder(
            "com/acme/First$goes$Frame.class",
            "com/acme/First$stays$Frame.class",
            "com/acme/First.class",
            "com/acme/Plain.class",
            "com/acme/Second$goes$Frame.class",
            "com/acme/Second$stays$Frame.class",
            "com/acme/Second.class");
    nothingChangedWritesNothing();
    changedOptionWeavesWhatWasCompiledBefore();
    changedSourceIsWovenAlone();
    removedMethodTakesItsFrameAlong();
    removedClassTakesItsFramesAlong();
  }

  private void nothingChangedWritesNothing() {
    ClassTree before = project.classes();
    project.maven("process-classes").assertSuccess().assertSays("Wove 0 classes (2 up to date)");
    assertThat(before.changedUntil(project.classes())).isEmpty();
  }

  private void changedOptionWeavesWhatWasCompiledBefore() {
    ClassTree before = project.classes();
    project
        .maven("-Dweft.debug=true", "process-classes")
        .assertSuccess()
        .assertSays("Wove 2 classes (0 up to date)");
    assertThat(before.changedUntil(project.classes()))
        .containsExactlyInAnyOrder(
            "com/acme/First$stays$Frame.class",
            "com/acme/First.class",
            "com/acme/Second$stays$Frame.class",
            "com/acme/Second.class");
    project
        .maven("-Dweft.debug=true", "process-classes")
        .assertSuccess()
        .assertSays("Wove 0 classes (2 up to date)");
    project.maven("process-classes").assertSuccess().assertSays("Wove 2 classes (0 up to date)");
    assertThat(before.contents()).isEqualTo(project.classes().contents());
  }

  private void changedSourceIsWovenAlone() throws IOException {
    ClassTree before = project.classes();
    edit("\"before\"", "\"after\"");
    buildStaleOnly().assertSays("Wove 1 class (1 up to date)");
    assertThat(before.changedUntil(project.classes()))
        .contains("com/acme/Second.class")
        .allMatch(name -> name.startsWith("com/acme/Second"));
  }

  private void removedMethodTakesItsFrameAlong() throws IOException {
    edit("(?s)// begin.*// end", "");
    buildStaleOnly().assertSays("Wove 1 class (1 up to date");
    assertThat(project.classes().names())
        .contains("com/acme/First$goes$Frame.class", "com/acme/Second$stays$Frame.class")
        .doesNotContain("com/acme/Second$goes$Frame.class");
  }

  private void removedClassTakesItsFramesAlong() throws IOException {
    Files.delete(project.file(SECOND));
    project.maven("process-classes").assertSuccess();
    assertThat(project.classes().names())
        .containsExactlyInAnyOrder(
            "com/acme/First$goes$Frame.class",
            "com/acme/First$stays$Frame.class",
            "com/acme/First.class",
            "com/acme/Plain.class");
  }

  private void edit(String pattern, String replacement) throws IOException {
    Path source = project.file(SECOND);
    Files.writeString(source, Files.readString(source).replaceAll(pattern, replacement));
  }

  /** As an IDE does; by default Maven compiles a module anew when one source has changed. */
  private MavenLog buildStaleOnly() {
    return project
        .maven("-Dmaven.compiler.useIncrementalCompilation=false", "process-classes")
        .assertSuccess();
  }
}
