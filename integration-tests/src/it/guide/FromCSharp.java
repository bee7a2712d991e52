import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.task.CancellationToken;
import java.time.Duration;
import java.util.List;

public class FromCSharp {
  @Async
  static Future<String> download(String name) {
    await(sleep(Duration.ofMillis(20)));
    return ready("file " + name);
  }

  @Async
  static Future<List<String>> downloadAll(List<String> names) {
    return ready(await(joinEach(names, name -> await(download(name)))));
  }

  static AsyncStream<String> files(List<String> names) {
    return AsyncStream.generate(
        emitter -> {
          for (String name : names) {
            await(emitter.emit(await(download(name))));
          }
        });
  }

  @AsyncMain
  public static void main(String[] args) {
    System.out.println(await(downloadAll(List.of("a", "b"))));

    for (String file : each(files(List.of("c", "d")))) {
      System.out.println(file);
    }

    CancellationToken token = new CancellationToken();
    token.cancelAfter(Duration.ofMillis(50));
    String late = await(token.runUntilCancelled(sleep(Duration.ofHours(1)).map(end -> "slept")));
    System.out.println(late == null ? "cancelled" : late);
  }
}
