package dev.weft.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.weaver.WeaverOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classes that are woven when they are loaded, and redefined while runs of theirs are suspended.
 */
final class HotReloadTest {
  private static final String BEFORE =
      """
      @Async public static CompletableFuture<String> run(CompletionStage<String> gate) {
        String word = "old";
        String passed = await(gate);
        return completed(word + " " + passed);
      }
      """;

  private static final String SAME_SHAPE =
      """
      // a line more
      @Async public static CompletableFuture<String> run(CompletionStage<String> gate) {
        String word = "new";
        String passed = await(gate);
        return completed(word + ", then " + passed);
      }
      """;

  private static final String ONE_MORE_AWAIT =
      """
      @Async public static CompletableFuture<String> run(CompletionStage<String> gate) {
        String word = "new";
        String passed = await(gate);
        String again = await(gate);
        return completed(word + " " + passed + again);
      }
      """;

  private static final String ONE_MORE_VARIABLE =
      """
      @Async public static CompletableFuture<String> run(CompletionStage<String> gate) {
        String word = "new";
        int count = word.length();
        String passed = await(gate);
        return completed(word + " " + passed + count);
      }
      """;

  private static final String PASSES_TEXT =
      """
      @Async public static CompletableFuture<String> run(CompletionStage<String> gate) {
        Object word = gate;
        String passed = await(gate);
        return completed(word.hashCode() + " " + passed);
      }
      """;

  private static final String RETURNS_NUMBERS =
      """
      @Async public static Future<Integer> length(String text) {
        return ready(text.length());
      }
      """;

  private static final String RETURNS_OTHERS =
      """
      @Async public static Future<Integer> length(String text) {
        return text == null ? ready(null) : ready(text.length());
      }
      """;

  @TempDir Path temp;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Instrumentation instrumentation;
  private WeavingTransformer transformer;
  private URLClassLoader loader;
  private Class<?> type;

  @BeforeEach
  void load() throws Exception {
    instrumentation = ByteBuddyAgent.install();
    Log log = new Log(new PrintStream(said, true, StandardCharsets.UTF_8));
    transformer =
        new WeavingTransformer(FrameClasses.of(instrumentation), WeaverOptions.defaults(), log);
    instrumentation.addTransformer(transformer, false);
    Sources.compile(temp, "Reloaded", BEFORE);
    loader = new URLClassLoader(new URL[] {temp.toUri().toURL()});
    type = loader.loadClass("Reloaded");
  }

  @AfterEach
  void unload() throws IOException {
    instrumentation.removeTransformer(transformer);
    loader.close();
  }

  @Test
  void aClassIsWovenWhenItIsLoaded() throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<String> run = run(gate);
    assertThat(run).isNotDone();
    gate.complete("passed");
    assertThat(run).isCompletedWithValue("old passed");
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void itsFramesAreItsNeighbours() throws Exception {
    Class<?> frame = Class.forName("Reloaded$run$Frame", false, loader);
    assertThat(frame.getClassLoader()).isSameAs(loader);
    assertThat(frame.getProtectionDomain()).isSameAs(type.getProtectionDomain());
    assertThat(frame.getModule()).isSameAs(type.getModule());
  }

  @Test
  void aSuspendedRunGoesOnInTheNewCode() throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<String> suspended = run(gate);
    redefine(SAME_SHAPE);
    CompletableFuture<String> started = run(gate);
    gate.complete("passed");
    assertThat(suspended).isCompletedWithValue("old, then passed");
    assertThat(started).isCompletedWithValue("new, then passed");
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aChangeCanBeTakenBack() throws Exception {
    redefine(SAME_SHAPE);
    redefine(BEFORE);
    assertThat(run(CompletableFuture.completedFuture("passed"))).isCompletedWithValue("old passed");
  }

  @Test
  void anotherNumberOfAwaitsIsRefused() throws Exception {
    assertRefused(ONE_MORE_AWAIT);
  }

  @Test
  void anotherVariableIsRefused() throws Exception {
    assertRefused(ONE_MORE_VARIABLE);
  }

  @Test
  void anotherTypeOfAVariableIsRefused() throws Exception {
    assertRefused(PASSES_TEXT);
  }

  @Test
  void anotherFormOfTheResultIsRefused() throws Exception {
    Sources.compile(temp, "Numbers", RETURNS_NUMBERS);
    type = loader.loadClass("Numbers");
    byte[] changed = Sources.compile(temp.resolve("new"), "Numbers", RETURNS_OTHERS);
    assertThatThrownBy(() -> instrumentation.redefineClasses(new ClassDefinition(type, changed)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("weft-agent: [WEFT-120] Numbers can't be redefined")
        .contains("returns other numbers");
  }

  private void assertRefused(String body) throws Exception {
    CompletableFuture<String> gate = new CompletableFuture<>();
    CompletableFuture<String> suspended = run(gate);
    assertThatThrownBy(() -> redefine(body)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("weft-agent: [WEFT-120] Reloaded can't be redefined while the program runs:")
        .contains("the method of Reloaded$run$Frame has other awaits")
        .contains("restart the program");
    gate.complete("passed");
    assertThat(suspended).isCompletedWithValue("old passed");
  }

  private void redefine(String body) throws Exception {
    byte[] classFile = Sources.compile(temp.resolve("new"), "Reloaded", body);
    instrumentation.redefineClasses(new ClassDefinition(type, classFile));
  }

  @SuppressWarnings("unchecked")
  private CompletableFuture<String> run(CompletableFuture<String> gate) throws Exception {
    return (CompletableFuture<String>)
        type.getMethod("run", java.util.concurrent.CompletionStage.class).invoke(null, gate);
  }
}
