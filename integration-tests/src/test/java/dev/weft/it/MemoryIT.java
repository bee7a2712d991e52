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

/** Loops of millions of awaits in a heap that holds but a fraction of what they make. */
final class MemoryIT {
  private static final String PROGRAM =
      """
      import static dev.weft.Weft.*;

      import dev.weft.*;
      import java.util.concurrent.CompletableFuture;

      public class Loops {
        static final int ROUNDS = 2_000_000;

        @AsyncMain(flavor = Flavor.CURRENT_THREAD)
        public static void main(String[] args) {
          System.out.println(await(ready(3)) + await(completed()) + await(suspending()));
          System.out.println(await(eager()));
        }

        @Async
        static Future<Long> completed() {
          long sum = 0;
          for (int i = 0; i < ROUNDS; i++) {
            sum += await(ready(i % 2));
          }
          return ready(sum);
        }

        @Async
        static Future<Long> suspending() {
          long sum = 0;
          for (int i = 0; ; i++) {
            await(yieldNow());
            sum += await(step(i));
            if (i == ROUNDS) {
              return ready(sum);
            }
          }
        }

        @Async
        static Future<Integer> step(int i) {
          await(yieldNow());
          return ready(i % 2);
        }

        @Async
        static CompletableFuture<Long> eager() {
          long sum = 0;
          for (int i = 0; i < ROUNDS; i++) {
            sum += await(CompletableFuture.completedFuture(i % 2));
            await(yieldNow());
          }
          return Weft.completed(sum);
        }
      }
      """;

  @TempDir Path directory;

  /** A chain that grows by a reference for each round would not fit. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  @Tag("P72")
  void aLoopKeepsNothingOfItsRounds(Jdk jdk) throws IOException {
    Path source = Files.writeString(directory.resolve("Loops.java"), PROGRAM);
    String runtime = Checkout.runtime().toString();
    String output = directory.toString();
    String processor = Checkout.processorPath();
    jdk.javac(List.of("-d", output, "-cp", runtime, "-processorpath", processor, source.toString()))
        .assertPrinted("");
    String path = Checkout.path(List.of(Checkout.runtime(), directory));
    jdk.java(List.of("-Xmx16m", "-cp", path, "Loops")).assertPrinted("2000003\n1000000\n");
  }
}
