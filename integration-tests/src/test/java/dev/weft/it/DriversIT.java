package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drivers as a program gets them of the runtime's jar, which it doesn't know of. */
final class DriversIT {
  private static final Path SOURCE =
      Checkout.root().resolve("integration-tests/src/it/sockets/com/acme/Main.java");
  private static final String EPOLL =
      "META-INF/versions/22/dev/weft/internal/epoll/EpollKind.class";
  private static final String IMPOSSIBLE = "-Dweft.io.driver=epoll can't be done: ";

  @TempDir Path output;

  private void compile(Jdk jdk) {
    String path = Checkout.runtime().toString();
    jdk.javac(
            List.of(
                "-processorpath",
                Checkout.processorPath(),
                "-cp",
                path,
                "-d",
                output.toString(),
                SOURCE.toString()))
        .assertPrinted("");
  }

  private void assertPrints(Jdk jdk, String expected, String... options) {
    String path = Checkout.path(List.of(Checkout.runtime(), output));
    assertPrints(jdk, expected, List.of("-cp", path), options);
  }

  private static void assertPrints(
      Jdk jdk, String expected, List<String> paths, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(paths);
    arguments.add("com.acme.Main");
    jdk.java(arguments).assertPrinted(expected + "\n");
  }

  /** Why the jar has no epoll for a JDK, also one that has its native access; null if it does. */
  private static String absence(Jdk jdk) throws IOException {
    try (JarFile jar = new JarFile(Checkout.runtime().toFile())) {
      if (jdk.feature() < 22) {
        return "this is Java " + jdk.feature() + ", and it needs Java 22 or newer";
      }
      return jar.getEntry(EPOLL) != null
          ? null
          : "its classes are missing; a jar that Weft was copied into needs Multi-Release: true in"
              + " its manifest";
    }
  }

  /** No warning of the JVM's is printed either. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void withoutAWordOfTheProgramNothingNativeIsTouched(Jdk jdk) throws IOException {
    compile(jdk);
    String obstacle = absence(jdk);
    assertPrints(jdk, "hello");
    assertPrints(jdk, "hello", "-Dweft.io.driver=nio");
    assertPrints(
        jdk,
        IMPOSSIBLE
            + (obstacle != null
                ? obstacle
                : "native access isn't granted: start the JVM with"
                    + " --enable-native-access=ALL-UNNAMED"),
        "-Dweft.io.driver=epoll");
    assertPrints(
        jdk, "-Dweft.io.driver is one of auto, epoll, nio, not 'fast'", "-Dweft.io.driver=fast");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void epollIsHadOfTheClassPathAndOfTheModulePath(Jdk jdk) throws IOException {
    compile(jdk);
    String obstacle = absence(jdk);
    if (obstacle != null) {
      assertPrints(jdk, IMPOSSIBLE + obstacle, "-Dweft.io.driver=epoll");
      return;
    }
    assertPrints(jdk, "hello", "-Dweft.io.driver=epoll", "--enable-native-access=ALL-UNNAMED");
    assertPrints(
        jdk,
        "hello",
        List.of("-p", Checkout.runtime().toString(), "-cp", output.toString()),
        "-Dweft.io.driver=epoll",
        "--add-modules=dev.weft",
        "--enable-native-access=dev.weft");
    assertThat(loaded(jdk)).contains("dev.weft.internal.epoll.EpollDriver ");
  }

  /** What is loaded where native access is granted, and nothing said of drivers. */
  private String loaded(Jdk jdk) {
    String path = Checkout.path(List.of(Checkout.runtime(), output));
    return jdk.java(
            List.of(
                "-Xlog:class+load",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                "com.acme.Main"))
        .assertSuccess()
        .out();
  }
}
