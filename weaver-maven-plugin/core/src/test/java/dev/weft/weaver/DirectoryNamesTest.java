package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a directory the weaver takes for whose classes. */
final class DirectoryNamesTest {
  private static final String UNNAMED =
      "class C { @Async Future<String> one() { return ready(await(ready(\"1\"))); } }";

  private static final String RENAMED = UNNAMED.replace("one()", "two()");

  @TempDir Path directory;

  private void write(Map<String, byte[]> classFiles, String folder) throws IOException {
    for (Map.Entry<String, byte[]> entry : classFiles.entrySet()) {
      Path file = directory.resolve(folder).resolve(entry.getKey() + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  private DirectoryWeaver weaver() {
    return new DirectoryWeaver(directory, ClassFiles.of(List.of(directory, JavaSources.runtime())));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void theUnnamedPackageIsAPackage() throws Exception {
    write(JavaSources.compile(UNNAMED), "");
    assertThat(weaver().weaveAll()).isEqualTo(new WeaveReport(1, 0, 0));
    assertThat(weaver().weaveAll()).isEqualTo(new WeaveReport(0, 1, 0));
    write(JavaSources.compile(RENAMED), "");
    assertThat(weaver().weaveNest("C")).isEqualTo(new WeaveReport(1, 0, 1));
    assertThat(names()).containsExactly("C$two$Frame.class", "C.class");
  }

  /** Even one of a version that the weaver can't read, and though it mentions Weft. */
  @Test
  @Tag("P106")
  void moduleDescriptorsAreLeftAlone() throws Exception {
    Path file = directory.resolve("module-info.class");
    String source = "module user { requires dev.weft; uses dev.weft.Future; }";
    List<String> path = List.of("--module-path", JavaSources.runtime().toString());
    byte[] descriptor = JavaSources.compile(path, source).get("module-info");
    descriptor[7] = 99;
    Files.write(file, descriptor);
    assertThat(weaver().weaveAll()).isEqualTo(new WeaveReport(0, 0, 0));
    assertThat(Files.readAllBytes(file)).isEqualTo(descriptor);
  }

  /** Neither a class whose name only begins alike nor one of a package below. */
  @Test
  void aNestEndsWithItsClasses() throws Exception {
    byte[] classFile = JavaSources.compile(UNNAMED).get("C");
    write(Map.of("C", classFile), "");
    write(JavaSources.compile(UNNAMED.replace("class C", "class CD")), "");
    write(JavaSources.compile("package C; " + qualified("class D")), "");
    assertThat(weaver().weaveNest("C")).isEqualTo(new WeaveReport(1, 0, 0));
    assertThat(names()).containsExactly("C$one$Frame.class", "C.class", "C/D.class", "CD.class");
  }

  @Test
  void theFramesOfANestAreDeletedAndNoOthers() throws Exception {
    write(JavaSources.compile(UNNAMED), "");
    write(JavaSources.compile(UNNAMED.replace("class C", "class CD")), "");
    weaver().weaveAll();
    Files.delete(directory.resolve("C.class"));
    Files.delete(directory.resolve("CD.class"));
    assertThat(weaver().weaveNest("C")).isEqualTo(new WeaveReport(0, 0, 1));
    assertThat(names()).containsExactly("CD$one$Frame.class");
    assertThat(weaver().weaveAll()).isEqualTo(new WeaveReport(0, 0, 1));
    assertThat(names()).isEmpty();
  }

  @Test
  void damagedFilesAreNamedAllAtOnceAndNothingIsWritten() throws Exception {
    write(JavaSources.compile("package p; " + qualified("class Sound")), "");
    Files.write(directory.resolve("p/Broken.class"), new byte[] {1, 2, 3, 4, 5});
    Files.write(directory.resolve("Empty.class"), new byte[0]);
    List<String> before = names();
    assertThatThrownBy(() -> weaver().weaveAll())
        .hasMessageMatching(
            "(?s)Empty\\.class: \\[WEFT-102] .*\np/Broken\\.class: \\[WEFT-102] .*");
    assertThat(names()).isEqualTo(before);
  }

  @Test
  void otherFilesAreNotLookedAt() throws Exception {
    Files.writeString(directory.resolve("class"), "dev/weft/");
    Files.writeString(directory.resolve("C.clazz"), "dev/weft/");
    Files.createDirectories(directory.resolve("Folder.class"));
    assertThat(weaver().weaveAll()).isEqualTo(new WeaveReport(0, 0, 0));
    assertThat(names()).containsExactly("C.clazz", "class");
  }

  private static String qualified(String name) {
    return name
        + " { @dev.weft.Async dev.weft.Future<Void> one() {"
        + " dev.weft.Weft.await(dev.weft.Weft.ready()); return dev.weft.Weft.ready(); } }";
  }
}
