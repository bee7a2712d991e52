import static dev.weft.Weft.*;

import dev.weft.*;
import java.io.IOException;

/** Stack traces: a failure shows who awaited whom, and where its task was spawned. */
public class StackTraces {
  @Async
  static Future<String> load(int page) throws IOException {
    await(yieldNow());
    throw new IOException("page " + page + " is missing");
  }

  @Async
  static Future<String> search(int page) throws IOException {
    if (page < 3) {
      return ready(await(search(page + 1)) + page);
    }
    return ready(await(load(page)).trim());
  }

  @Async
  static Future<String> report() throws IOException {
    JoinHandle<String> search = spawn(search(0));
    return ready("found " + await(search, IOException.class));
  }

  @AsyncMain
  public static void main(String[] args) {
    try {
      System.out.println(await(report()));
    } catch (IOException e) {
      System.out.println("not found: " + e.getMessage());
      for (StackTraceElement line : e.getStackTrace()) {
        System.out.println("  at " + line);
      }
    }
  }
}
