package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of class files: what is written, what is left alone, what is deleted. */
final class DirectoryWeaverTest {
  private static final String FIRST =
      """
      package p;
      import static dev.weft.Weft.*;
      class First {
        @dev.weft.Async dev.weft.Future<String> one() { await(ready("")); return ready("1"); }
        @dev.weft.Async dev.weft.Future<String> two() { return ready("2"); }
        static class Inner {
          @dev.weft.Async dev.weft.Future<String> three() { return ready("3"); }
        }
      }
      """;

  private static final String SECOND =
      """
      package p;
      import static dev.weft.Weft.*;
      class Second {
        @dev.weft.Async dev.weft.Future<String> one() { return ready("1"); }
      }
      """;

  private static final String REFUSED =
      """
      package p;
      import static dev.weft.Weft.*;
      class Refused {
        String m(dev.weft.Future<String> f) { return await(f); }
      }
      """;

  @TempDir Path directory;

  private void write(String... sources) throws IOException {
    for (Map.Entry<String, byte[]> file : JavaSources.compile(sources).entrySet()) {
      Path path = directory.resolve(file.getKey() + ".class");
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      Files.setLastModifiedTime(path, FileTime.fromMillis(0));
    }
  }

  private DirectoryWeaver weaver() {
    return new DirectoryWeaver(directory, ClassFiles.of(List.of(directory, JavaSources.runtime())));
  }

  private WeaveReport weaveAll() throws Exception {
    return weaver().weaveAll();
  }

  private List<String> names() throws IOException {
    return List.copyOf(content().keySet());
  }

  /** All files by name, with content and time. */
  private Map<String, List<Object>> content() throws IOException {
    Map<String, List<Object>> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files.filter(Files::isRegularFile).forEach(file -> content.put(name(file), state(file)));
    }
    return content;
  }

  private String name(Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  private static List<Object> state(Path file) {
    try {
      return List.of(
          java.util.Arrays.hashCode(Files.readAllBytes(file)), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void writesFramesBesideTheirClasses() throws Exception {
    write(FIRST, SECOND);
    assertThat(weaveAll()).isEqualTo(new WeaveReport(3, 0, 0));
    assertThat(names())
        .containsExactly(
            "p/First$Inner$three$Frame.class",
            "p/First$Inner.class",
            "p/First$one$Frame.class",
            "p/First$two$Frame.class",
            "p/First.class",
            "p/Second$one$Frame.class",
            "p/Second.class");
  }

  @Test
  void theSecondTimeNothingIsTouched() throws Exception {
    write(FIRST, SECOND);
    weaveAll();
    Map<String, List<Object>> before = content();
    assertThat(weaveAll()).isEqualTo(new WeaveReport(0, 3, 0));
    assertThat(content()).isEqualTo(before);
  }

  @Test
  @Tag("P99")
  void onlyWhatWasCompiledAgainIsWovenAgain() throws Exception {
    write(FIRST, SECOND);
    weaveAll();
    Map<String, List<Object>> before = content();
    write(SECOND.replace("\"1\"", "\"other\""));
    assertThat(weaveAll()).isEqualTo(new WeaveReport(1, 2, 0));
    Map<String, List<Object>> after = content();
    assertThat(after).hasSameSizeAs(before);
    assertThat(after.remove("p/Second.class")).isNotEqualTo(before.remove("p/Second.class"));
    assertThat(after).isEqualTo(before);
  }

  @Test
  @Tag("P98")
  void framesOfMethodsAndClassesThatAreGoneAreDeleted() throws Exception {
    write(FIRST, SECOND);
    weaveAll();
    write(FIRST.replace("@dev.weft.Async dev.weft.Future<String> two", "Object two"));
    Files.delete(directory.resolve("p/Second.class"));
    assertThat(weaveAll().deleted()).isEqualTo(2);
    assertThat(names())
        .containsExactly(
            "p/First$Inner$three$Frame.class",
            "p/First$Inner.class",
            "p/First$one$Frame.class",
            "p/First.class");
  }

  @Test
  void aClassThatIsNamedLikeAFrameIsTheUsers() throws Exception {
    write(SECOND.replace("class Second {", "class Second { static class one$Frame {}"));
    weaveAll();
    assertThat(names())
        .containsExactly("p/Second$one$Frame.class", "p/Second$one$Frame2.class", "p/Second.class");
    assertThat(content().get("p/Second$one$Frame.class")).contains(FileTime.fromMillis(0));
    assertThat(weaveAll()).isEqualTo(new WeaveReport(0, 1, 0));
  }

  @Test
  @Tag("P106")
  void classesOfAMultiReleaseJarKeepTheirFrames() throws Exception {
    write(SECOND);
    Path versioned = Files.createDirectories(directory.resolve("META-INF/versions/21/p"));
    Files.move(directory.resolve("p/Second.class"), versioned.resolve("Second.class"));
    assertThat(weaveAll()).isEqualTo(new WeaveReport(1, 0, 0));
    assertThat(weaveAll()).isEqualTo(new WeaveReport(0, 1, 0));
    assertThat(versioned.resolve("Second$one$Frame.class")).exists();
  }

  @Test
  @Tag("P106")
  void classesOfAReleaseMeetThoseOfTheirAndOlderReleasesFirst() throws Exception {
    write(
        "package p; @dev.weft.AsyncLambda interface New { int value(); }",
        "package p; import static dev.weft.Weft.*;"
            + " class Newer { New run() { return () -> await(ready(1)); } }");
    move("New", 17);
    move("Newer", 21);
    assertThat(weaveAll()).isEqualTo(new WeaveReport(2, 0, 0));
    assertThat(names())
        .contains(
            "META-INF/versions/17/p/New$Woven.class",
            "META-INF/versions/21/p/Newer$lambda$run$0$Frame.class");
  }

  private void move(String name, int release) throws IOException {
    Path versioned =
        Files.createDirectories(directory.resolve("META-INF/versions/" + release + "/p"));
    Files.move(directory.resolve("p/" + name + ".class"), versioned.resolve(name + ".class"));
  }

  @Test
  @Tag("P60")
  void aTopLevelClassThatIsNamedLikeAFrameIsNotOverwritten() throws Exception {
    write(SECOND, "package p; class Second$one$Frame {}");
    Map<String, List<Object>> before = content();
    assertThatThrownBy(this::weaveAll)
        .isInstanceOf(WeaveException.class)
        .hasMessage(
            "p/Second.class: [WEFT-110] the weaver would make a class p.Second$one$Frame, which there"
                + " is already; rename that class, or what the other one is made for (in"
                + " p.Second)");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  @Tag("P60")
  void twoMethodsDoNotShareAFrame() throws Exception {
    write(
        SECOND.replace(
            "class Second {",
            "class Second { static class x { @dev.weft.Async dev.weft.Future<String> y()"
                + " { return ready(\"\"); } }"
                + " @dev.weft.Async dev.weft.Future<String> x$y() { return ready(\"\"); }"));
    assertThatThrownBy(this::weaveAll)
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("[WEFT-110]")
        .hasMessageContaining("p.Second$x$y$Frame");
  }

  @Test
  @Tag("P104")
  void oneRefusalLeavesEverythingAsItWas() throws Exception {
    write(FIRST, SECOND, REFUSED);
    Map<String, List<Object>> before = content();
    assertThatThrownBy(this::weaveAll)
        .isInstanceOf(WeaveException.class)
        .hasMessageStartingWith("Refused.java:4: [WEFT-004] await outside of async code");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndNoOtherIsLeftBehind() throws Exception {
    write(SECOND);
    Path occupied = directory.resolve("p/Second$one$Frame.class/full");
    Files.createDirectories(occupied);
    assertThatThrownBy(this::weaveAll)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Second$one$Frame.class");
    assertThat(names()).containsExactly("p/Second.class");
    assertThat(content().get("p/Second.class")).contains(FileTime.fromMillis(0));
  }

  @Test
  void aNestIsWovenByItself() throws Exception {
    write(FIRST, SECOND);
    assertThat(weaver().weaveNest("p/First")).isEqualTo(new WeaveReport(2, 0, 0));
    assertThat(names()).doesNotContain("p/Second$one$Frame.class");
    assertThat(weaver().weaveNest("p/Missing")).isEqualTo(new WeaveReport(0, 0, 0));
    assertThat(weaver().weaveNest("nowhere/Missing")).isEqualTo(new WeaveReport(0, 0, 0));
  }

  @Test
  void weavingIsDeterministic() throws Exception {
    write(FIRST, SECOND);
    weaveAll();
    Map<String, List<Object>> once = content();
    write(FIRST, SECOND);
    weaveAll();
    once.forEach(
        (name, state) ->
            assertThat(state(directory.resolve(name)).get(0)).as(name).isEqualTo(state.get(0)));
  }

  @Test
  void aDirectoryThatIsMissingHasNothingToWeave() throws Exception {
    Path missing = directory.resolve("missing");
    assertThat(new DirectoryWeaver(missing, ClassFiles.of(List.of())).weaveAll())
        .isEqualTo(new WeaveReport(0, 0, 0));
  }
}
