package dev.weft.it;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Annotation processors of others, which come after Weft's on the processor path of javac. */
final class OtherProcessorsIT {
  /** Asks for all sources, with annotations or without, and writes one with an async method. */
  private static final String GENERATOR =
      """
      import java.util.Set;
      import javax.annotation.processing.*;
      import javax.lang.model.SourceVersion;
      import javax.lang.model.element.TypeElement;

      @SupportedAnnotationTypes("*")
      public class Generator extends AbstractProcessor {
        private boolean done;

        @Override
        public SourceVersion getSupportedSourceVersion() {
          return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
          if (!done) {
            done = true;
            try (var file = processingEnv.getFiler().createSourceFile("Generated").openWriter()) {
              file.write("import static dev.weft.Weft.*; import dev.weft.*; class Generated {"
                  + " @Async static Future<String> twice(Future<String> f) {"
                  + " return ready(await(f).repeat(2)); } }");
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
          return false;
        }
      }
      """;

  private static final String PROGRAM =
      """
      import static dev.weft.Weft.*;

      import dev.weft.*;

      public class Program {
        @AsyncMain(flavor = Flavor.CURRENT_THREAD)
        public static void main(String[] args) {
          System.out.println(await(Generated.twice(ready("ab"))));
        }
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P102")
  void whatTheyGenerateIsWoven(Jdk jdk) throws IOException {
    Path others = Files.createDirectories(directory.resolve("others/META-INF/services"));
    Path processor = others.getParent().getParent();
    Files.writeString(others.resolve("javax.annotation.processing.Processor"), "Generator");
    Path generator = Files.writeString(directory.resolve("Generator.java"), GENERATOR);
    jdk.javac(List.of("-proc:none", "-d", processor.toString(), generator.toString()))
        .assertPrinted("");
    jdk.javac(arguments(processor)).assertPrinted("");
    String path = Checkout.path(List.of(Checkout.runtime(), directory));
    jdk.java(List.of("-cp", path, "Program")).assertPrinted("abab\n");
  }

  private List<String> arguments(Path others) throws IOException {
    Path program = Files.writeString(directory.resolve("Program.java"), PROGRAM);
    String path = Checkout.path(List.of(Path.of(Checkout.processorPath()), others));
    String output = directory.toString();
    String runtime = Checkout.runtime().toString();
    return List.of("-d", output, "-cp", runtime, "-processorpath", path, program.toString());
  }
}
