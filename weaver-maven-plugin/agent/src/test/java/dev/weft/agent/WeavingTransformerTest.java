package dev.weft.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.DirectoryWeaver;
import dev.weft.weaver.LintLevel;
import dev.weft.weaver.LintOptions;
import dev.weft.weaver.WeaverOptions;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent makes of one class file, and what it says. */
final class WeavingTransformerTest {
  private static final String GREETER =
      """
      @Async public Future<String> greet(Future<String> name) {
        StringBuilder text = new StringBuilder("Hello, ");
        return ready(text.append(await(name)).toString());
      }
      """;

  private static final String WRONG =
      """
      public static void greet(Future<String> name) {
        System.out.println(await(name));
      }
      """;

  @TempDir Path temp;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final WeavingTransformer transformer = transformer(WeaverOptions.defaults());

  private WeavingTransformer transformer(WeaverOptions options) {
    return new WeavingTransformer(
        FrameClasses.of(ByteBuddyAgent.install()),
        options,
        new Log(new PrintStream(said, true, StandardCharsets.UTF_8)));
  }

  private byte[] transform(String name, byte[] classFile) throws Exception {
    return transform(transformer, name, classFile);
  }

  private byte[] transform(WeavingTransformer transformer, String name, byte[] classFile)
      throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {temp.toUri().toURL()})) {
      return transformer.transform(loader, name, null, null, classFile);
    }
  }

  @Test
  void itMakesTheBytesThatTheBuildMakes() throws Exception {
    byte[] classFile = Sources.compile(temp, "Greeter", GREETER);
    byte[] woven = transform("Greeter", classFile);
    try (ClassFiles classPath = ClassFiles.of(classPath())) {
      new DirectoryWeaver(temp, classPath).weaveAll();
    }
    assertThat(woven).isEqualTo(Files.readAllBytes(temp.resolve("Greeter.class")));
  }

  private List<Path> classPath() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    return Arrays.stream(entries).map(Path::of).toList();
  }

  @Test
  void whatTheBuildHasWovenIsLeftAlone() throws Exception {
    Sources.compile(temp, "Greeter", GREETER);
    try (ClassFiles classPath = ClassFiles.of(classPath())) {
      new DirectoryWeaver(temp, classPath).weaveAll();
    }
    assertThat(transform("Greeter", Files.readAllBytes(temp.resolve("Greeter.class")))).isNull();
  }

  @Test
  void aClassWithoutWeftIsLeftAlone() throws Exception {
    byte[] classFile = Sources.compile(temp, "Plain", "static int one() { return 1; }");
    assertThat(transform("Plain", classFile)).isNull();
  }

  @Test
  void aWrongClassIsNamedWithItsLine() throws Exception {
    byte[] classFile = Sources.compile(temp, "Wrong", WRONG);
    assertThat(transform("Wrong", classFile)).isNull();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("weft-agent: Wrong.java:4: [WEFT-004] await outside of async code")
        .contains("(in Wrong.greet); the class is loaded without having been woven");
  }

  @Test
  void aWarningIsSaidAndTheClassIsWoven() throws Exception {
    String huge =
        "@Async Future<Integer> m(Future<Integer> f, int x) {\n"
            + "x += await(f);\n".repeat(300)
            + "return ready(x); }";
    assertThat(transform("Huge", Sources.compile(temp, "Huge", huge))).isNotNull();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("weft-agent: Huge.java:4: [WEFT-115] the method m has ");
  }

  @Test
  void classesOfThePlatformAreNotLookedAt() {
    assertThat(transformer.transform(null, "java/lang/Foo", null, null, new byte[] {1})).isNull();
    assertThat(said.size()).isZero();
  }

  @Test
  void optionsAreRefused() {
    new Log(new PrintStream(said, true, StandardCharsets.UTF_8)).unknownOptions("fuse=false");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith(
            "weft-agent: [WEFT-119] the agent takes no options, and was given \"fuse=false\"");
  }

  @Test
  void itTellsOfMistakesIfItIsAskedTo() throws Exception {
    byte[] classFile = Sources.compile(temp, "Drops", "void drop() { sleep(null); }");
    assertThat(transform("Drops", classFile)).isNull();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    LintOptions lints = LintOptions.of(option -> null, LintLevel.WARN);
    transform(transformer(WeaverOptions.defaults().with(lints)), "Drops", classFile);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("weft-agent: Drops.java:")
        .contains("[WEFT-018] the future of sleep(Duration) is dropped");
  }
}
