import static dev.weft.Weft.*;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.*;
import dev.weft.fs.AsyncFiles;
import dev.weft.io.BufReader;
import dev.weft.net.*;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

public class Wires {
  @Async
  static Future<Void> accept(TcpListener listener) throws IOException {
    while (true) {
      TcpStream connection = await(listener.accept());
      spawn(() -> serve(connection));
    }
  }

  @Async
  static Future<Void> serve(TcpStream connection) throws IOException {
    try (connection) {
      for (String line : each(new BufReader(connection).lines())) {
        await(connection.writeAll((line.toUpperCase() + "\n").getBytes(UTF_8)));
      }
    }
    return ready();
  }

  @Async
  static Future<String> ask(TcpListener server, String question)
      throws IOException, TimeoutException {
    try (TcpStream connection = await(TcpStream.connect(server.localAddress()))) {
      await(connection.writeAll((question + "\n").getBytes(UTF_8)));
      BufReader answers = new BufReader(connection);
      String answer = await(timeout(Duration.ofSeconds(30), answers.readLine()));
      return ready(answer);
    }
  }

  @Async
  static Future<Integer> countWords(Path file) throws IOException {
    int words = 0;
    for (String line : each(AsyncFiles.lines(file), IOException.class)) {
      words += line.split(" ").length;
    }
    return ready(words);
  }

  @AsyncMain
  public static void main(String[] args) throws IOException, TimeoutException {
    try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 0))) {
      JoinHandle<Void> server = spawn(accept(listener));
      System.out.println(await(ask(listener, "how are you?")));
      server.abort();
    }

    Path file = await(AsyncFiles.createTempFile(null, null));
    await(AsyncFiles.writeString(file, "one two\nthree\n"));
    System.out.println(await(countWords(file)) + " words");
    await(AsyncFiles.delete(file));
  }
}
