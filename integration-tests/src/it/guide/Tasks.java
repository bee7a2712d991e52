import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.task.JoinSet;
import dev.weft.task.TaskScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

public class Tasks {
  @Async
  static Future<String> page(String name, int millis) {
    await(sleep(Duration.ofMillis(millis)));
    return ready("page " + name);
  }

  @Async
  static Future<String> book() {
    return ready(
        await(
            TaskScope.run(
                scope -> {
                  JoinHandle<String> front = scope.spawn(page("front", 100));
                  JoinHandle<String> back = scope.spawn(page("back", 10));
                  return await(front) + ", " + await(back);
                })));
  }

  @Async
  static Future<List<String>> inTheOrderOfEnding() {
    List<String> ended = new ArrayList<>();
    try (JoinSet<String> pages = new JoinSet<>()) {
      pages.spawn(page("slow", 1_000));
      pages.spawn(page("quick", 10));
      for (Outcome<String> page; (page = await(pages.joinNext())) != null; ) {
        if (page instanceof Outcome.Success<String> success) {
          ended.add(success.value());
        }
      }
    }
    return ready(ended);
  }

  @AsyncMain
  public static void main(String[] args) {
    JoinHandle<String> handle = spawn(page("one", 50));
    System.out.println("the task runs by itself");
    System.out.println(await(handle));

    Tuple2<String, String> both = await(join(page("two", 50), page("three", 50)));
    System.out.println(both.first() + ", " + both.second());

    List<String> names = List.of("a", "b", "c");
    System.out.println(await(joinEach(names, name -> await(page(name, 10)))));

    System.out.println(await(book()));
    System.out.println(await(inTheOrderOfEnding()));
  }
}
