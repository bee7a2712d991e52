package dev.weft.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles sources as they are written in a test, and weaves nothing. */
final class Sources {
  private static final String IMPORTS =
      "import static dev.weft.Weft.*; import dev.weft.*;"
          + " import java.util.concurrent.CompletableFuture;"
          + " import java.util.concurrent.CompletionStage;\n";

  private Sources() {}

  /** Compiles one class into a directory and returns its class file. */
  static byte[] compile(Path directory, String name, String body) throws IOException {
    Path source = Files.createDirectories(directory).resolve(name + ".java");
    Files.writeString(source, IMPORTS + "public class " + name + " {\n" + body + "\n}\n");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-g",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                source.toString());
    assertThat(code).as("javac's exit code").isZero();
    return Files.readAllBytes(directory.resolve(name + ".class"));
  }
}
