package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What users do with the Maven plugin and with what it made. */
@ResourceLock(ScratchRepository.LOCK)
final class BuildIT {
  @Test
  @Tag("P108")
  void weavesMainAndTestClasses() {
    Project project = Project.copyOf("hello");
    project
        .maven("test")
        .assertSuccess()
        .assertSays("weave (default) @ hello")
        .assertSays("weave-tests (default) @ hello")
        .assertSays("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    run(project, "com.acme.Greeter", "Ada").assertPrinted("Hello, Ada!\n");
  }

  @Test
  void theDoctorSaysWhatIsNotWoven() {
    Project project = Project.copyOf("hello", "doctor");
    project
        .maven("compile", "weft:doctor")
        .assertSuccess()
        .assertSays("The goal weave is bound")
        .assertSays("com.acme.Greeter is not woven: it was compiled without that");
    assertThat(project.classes().names()).noneMatch(name -> name.contains("$Frame"));
    project
        .maven("process-classes", "weft:doctor")
        .assertSuccess()
        .assertSays("1 woven, 0 not woven, 0 problems");
  }

  @Test
  void explainsMethodsThatAreWovenAndThatWillBe() {
    Project project = Project.copyOf("hello", "explain");
    project
        .maven("compile", "weft:explain")
        .assertSuccess()
        .assertSays("greet(String): lazy, from line 12")
        .assertSays("  state 1, line 12: awaits what Weft.yieldNow() gives")
        .assertSays("    keeps name (String) in l0: read in line 13");
    MavenLog woven =
        project
            .maven("process-test-classes", "weft:explain", "-Dweft.explain=GreeterTest#both")
            .assertSuccess()
            .assertSays("GreeterTest.class, woven already")
            .assertSays("both(String, String), from line 19")
            .assertSays("    keeps second (String)");
    assertThat(woven.toString()).doesNotContain("greet(String)");
    project
        .maven("weft:explain", "-Dweft.explain=Greeter#gret")
        .assertSays("There is no async method Greeter#gret among the project's classes");
  }

  @Test
  void tellsOfMistakesWhereNoProcessorHas() throws IOException {
    Project project = Project.copyOf("hello", "mistakes");
    Files.writeString(
        project.file("src/main/java/com/acme/Drops.java"),
        "package com.acme;\nclass Drops { void drop() {\nGreeter.greet(\"\");\n} }\n");
    String mistake = "Drops.java:3: [WEFT-018] the future of greet(String) is dropped";
    project
        .maven("process-classes", "-Dweft.lint=error")
        .assertFailure()
        .assertSays("[ERROR] " + mistake)
        .assertSays("1 problem in 1 class; nothing was woven");
    project.maven("process-classes").assertSuccess().assertSays("[WARNING] " + mistake);
    assertThat(
            project
                .maven("process-classes", "-Dweft.lintExcept=unused-future:Drops#drop")
                .assertSuccess()
                .toString())
        .doesNotContain("WEFT-018");
  }

  @Test
  @Tag("P107")
  void makesTheSameBytesEachTime() throws IOException {
    ClassTree first = buildSeeds("reproducible-first");
    ClassTree second = buildSeeds("reproducible-second");
    assertThat(first.names()).contains("HelloAsync.class").anyMatch(n -> n.contains("$Frame"));
    assertThat(first.contents()).isEqualTo(second.contents());
  }

  private static ClassTree buildSeeds(String copy) throws IOException {
    Project project = Project.copyOf("reproducible", copy);
    project.addSeeds();
    project.maven("process-classes").assertSuccess();
    return project.classes();
  }

  @Test
  void weavesModulesSideBySide() {
    Project project = Project.copyOf("parallel");
    MavenLog log = project.maven("-T2", "process-classes").assertSuccess();
    log.assertSays("MultiThreadedBuilder implementation with a thread count of 2");
    assertThat(log.toString()).doesNotContain("not marked").doesNotContain("[WARNING]");
    List<Path> classes =
        Stream.of("left", "right", "named", "app")
            .map(module -> project.file(module + "/target/classes"))
            .toList();
    run(classes, "com.acme.app.Main")
        .assertPrinted("Tuple3[first=left, second=right, third=named]\n");
  }

  /** Error Prone and Lombok come first for the classes; the plugin alone weaves the tests. */
  @Test
  @Tag("P94")
  void lombokErrorProneAndJacocoInOneBuild() throws IOException {
    Project project = Project.copyOf("tools");
    MavenLog log = project.maven("test").assertSuccess();
    log.assertSays("Wove 0 classes (2 up to date)")
        .assertSays("Wove 1 class (0 up to date)")
        .assertSays("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(log.warnings())
        .filteredOn(line -> line.contains(".java:["))
        .as("what Error Prone finds, and nothing about code that was woven")
        .isNotEmpty()
        .allMatch(line -> line.contains("[StringCaseLocaleUsage]"));
    String report = Files.readString(project.file("target/site/jacoco/jacoco.xml"));
    List<String> source = Files.readAllLines(project.file("src/main/java/com/acme/Order.java"));
    assertThat(linesRun(report, "Order.java")).isEqualTo(expected(source));
    assertThat(report).doesNotContain("$resume");
    assertThat(Files.readAllLines(project.file("target/site/jacoco/jacoco.csv")))
        .as("the head and the two classes of the source")
        .hasSize(3);
  }

  /** The processor still checks; the plugin finds the classes as javac wrote them. */
  @Test
  void theProcessorLeavesTheWeavingToThePlugin() {
    Project project = Project.copyOf("tools", "tools-unwoven");
    project
        .maven("-Dweft.weave=false", "process-classes")
        .assertSuccess()
        .assertSays("Wove 2 classes (0 up to date)");
    List<Path> classes = List.of(project.file("target/classes"));
    assertThat(run(classes, "com.acme.Main").assertSuccess().out()).endsWith("sold out: book\n");
  }

  /** The lines of a source file that have code, and whether they were run. */
  private static Map<Integer, String> linesRun(String report, String file) {
    int begin = report.indexOf("<sourcefile name=\"" + file);
    Matcher line =
        Pattern.compile("<line nr=\"(\\d+)\" mi=\"\\d+\" ci=\"(\\d+)\"")
            .matcher(report.substring(begin, report.indexOf("</sourcefile>", begin)));
    Map<Integer, String> lines = new TreeMap<>();
    while (line.find()) {
      lines.put(Integer.valueOf(line.group(1)), line.group(2).equals("0") ? "not" : "ran");
    }
    return lines;
  }

  private static Map<Integer, String> expected(List<String> source) {
    Map<Integer, String> lines = new TreeMap<>();
    for (int i = 0; i < source.size(); i++) {
      Matcher comment = Pattern.compile("// (ran|not)$").matcher(source.get(i));
      if (comment.find()) {
        lines.put(i + 1, comment.group(1));
      }
    }
    return lines;
  }

  @Test
  @Tag("P84")
  @Tag("P100")
  void unwovenCodeSaysWhatIsMissing() {
    Project project = Project.copyOf("unwoven");
    project.maven("process-classes").assertSuccess();
    Execution run = run(project, "com.acme.Main");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("IllegalStateException: [WEFT-100] await was called in com.acme.Main.main")
        .contains("Main.java:13")
        .contains("dev.weft:weft-processor")
        .contains("weave of dev.weft:weaver-maven-plugin");
  }

  @Test
  void closedRuntimeSaysSo() {
    Project project = Project.copyOf("closed-runtime");
    project.maven("process-classes").assertSuccess();
    Execution run = run(project, "com.acme.Main").assertSuccess();
    assertThat(run.out().lines())
        .hasSize(6)
        .filteredOn(line -> line.startsWith("blockOn: "))
        .hasSize(2)
        .allMatch(line -> line.endsWith(" is closed"));
    assertThat(run.out().lines()).filteredOn("worked"::equals).hasSize(2);
    assertThat(run.out().lines()).filteredOn("spawn: finished true"::equals).hasSize(2);
  }

  private static Execution run(Project project, String main, String... arguments) {
    return run(List.of(project.file("target/classes")), main, arguments);
  }

  private static Execution run(List<Path> classes, String main, String... arguments) {
    List<Path> path = Stream.concat(Stream.of(Checkout.runtime()), classes.stream()).toList();
    List<String> words = new ArrayList<>(List.of("-cp", Checkout.path(path), main));
    words.addAll(List.of(arguments));
    return Jdks.running().java(words);
  }
}
