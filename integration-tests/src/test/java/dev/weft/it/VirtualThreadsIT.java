package dev.weft.it;

import dev.weft.it.process.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One build of the runtime does blocking work on virtual threads wherever there are any. */
final class VirtualThreadsIT {
  private static final Path SOURCE =
      Checkout.root().resolve("integration-tests/src/it/virtual-threads/com/acme/Main.java");

  @TempDir Path output;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void whereThereAreAny(Jdk jdk) {
    String path = Checkout.path(List.of(Checkout.runtime(), output));
    jdk.javac(List.of("-proc:none", "-cp", path, "-d", output.toString(), SOURCE.toString()))
        .assertPrinted("");
    jdk.java(List.of("-cp", path, "com.acme.Main"))
        .assertPrinted(
            jdk.feature() < 21
                ? "virtualThreads needs Java 21 or newer; this is Java " + jdk.feature() + "\n"
                : "VirtualThread\n");
  }
}
