package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that has no descriptors left: what needs one says so, and a server goes on later. */
final class DescriptorsIT {
  private static final String PROGRAM =
      """
      import static dev.weft.Weft.*;

      import dev.weft.*;
      import dev.weft.fs.AsyncFile;
      import dev.weft.net.*;
      import java.io.*;
      import java.nio.channels.FileChannel;
      import java.nio.file.Path;
      import java.util.*;

      public class Exhausted {
        static final Path NULL = Path.of("/dev/null");

        @AsyncMain(flavor = Flavor.CURRENT_THREAD)
        public static void main(String[] args) throws IOException {
          try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 0));
              TcpStream client = await(TcpStream.connect(listener.localAddress()))) {
            await(AsyncFile.open(NULL)).close();
            List<FileChannel> fillers = new ArrayList<>();
            fill(fillers);
            try {
              await(TcpStream.connect(listener.localAddress()));
            } catch (IOException e) {
              System.out.println(e.getMessage().replace("" + listener.localAddress().getPort(), "PORT"));
            }
            try {
              await(AsyncFile.open(NULL));
            } catch (IOException e) {
              System.out.println(e.getMessage());
            }
            JoinHandle<TcpStream> accepted = spawn(listener.accept());
            while (!isPausing(accepted)) {
              await(yieldNow());
            }
            for (FileChannel filler : fillers) {
              filler.close();
            }
            try (TcpStream server = await(accepted)) {
              await(server.writeAll(new byte[] {7}));
              System.out.println(await(client.readFully(1))[0]);
            }
          }
        }

        static boolean isPausing(JoinHandle<?> accepted) {
          return AsyncRuntime.current().dumpTasks().toString().contains("sleep");
        }

        static void fill(List<FileChannel> fillers) throws IOException {
          try {
            while (true) {
              fillers.add(FileChannel.open(NULL));
            }
          } catch (IOException e) {
            System.out.println("full");
          }
        }
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("dev.weft.it.Matrix#jdks")
  void aServerGoesOnWhenThereAreDescriptorsAgain(Jdk jdk) throws IOException {
    Path source = Files.writeString(directory.resolve("Exhausted.java"), PROGRAM);
    String runtime = Checkout.runtime().toString();
    String processor = Checkout.processorPath();
    String output = directory.toString();
    jdk.javac(List.of("-d", output, "-cp", runtime, "-processorpath", processor, source.toString()))
        .assertPrinted("");
    String path = Checkout.path(List.of(Checkout.runtime(), directory));
    String java = jdk.home().resolve("bin/java").toString();
    Execution run =
        Command.of(
                Path.of("bash"),
                List.of("-c", "ulimit -n 200; exec \"$@\"", "bash", java, "-cp", path, "Exhausted"))
            .run();
    assertThat(run.out())
        .isEqualTo(
            """
            full
            connecting to 127.0.0.1:PORT: Too many open files
            /dev/null: Too many open files
            7
            """);
    assertThat(run.err())
        .containsOnlyOnce("could not be accepted for a while, and waited: Too many open files");
  }
}
