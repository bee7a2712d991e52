package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import dev.weft.it.process.Jdks;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One project built by the oldest Maven that the plugin runs in, and by the newest ones. */
@Tag("builds")
@ResourceLock(ScratchRepository.LOCK)
final class MavenVersionsIT {
  @ParameterizedTest
  @MethodSource("dev.weft.it.maven.OtherMavens#versions")
  void weavesTestsAndLeavesWhatIsWoven(String version) {
    Project project =
        Project.copyOf("hello", "hello-" + version).builtBy(OtherMavens.home(version));
    assertThat(project.maven("--version").assertSuccess().toString())
        .contains("Apache Maven " + version + " ");
    assertWovenAndRun(project);
    ClassTree before = project.classes();
    project
        .maven("process-classes", "weft:doctor")
        .assertSuccess()
        .assertSays("Wove 0 classes (1 up to date)")
        .assertSays("1 woven, 0 not woven, 0 problems");
    assertThat(before.changedUntil(project.classes())).isEmpty();
  }

  private static void assertWovenAndRun(Project project) {
    MavenLog log = project.maven("test").assertSuccess();
    log.assertSays("Wove 1 class (0 up to date)")
        .assertSays("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(log.warnings())
        .as("Maven 4 has another name for -gs, which Maven 3 doesn't know")
        .filteredOn(line -> !line.contains("deprecated"))
        .isEmpty();
    assertThat(project.classes().names()).contains("com/acme/Greeter$greet$Frame.class");
    String path = Checkout.path(List.of(Checkout.runtime(), project.file("target/classes")));
    Jdks.running()
        .java(List.of("-cp", path, "com.acme.Greeter", "Ada"))
        .assertPrinted("Hello, Ada!\n");
  }
}
