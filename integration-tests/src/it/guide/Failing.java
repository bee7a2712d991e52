import static dev.weft.Weft.*;

import dev.weft.*;
import java.io.IOException;

public class Failing {
  @Async
  static Future<String> load(String name) throws IOException {
    await(yieldNow());
    if (name.isEmpty()) {
      throw new IOException("no name");
    }
    return ready("the " + name);
  }

  @Async
  static Future<String> loadOr(String name, String other) {
    try {
      return ready(await(load(name)));
    } catch (IOException e) {
      System.out.println("failed: " + e.getMessage());
      return ready(other);
    } finally {
      System.out.println("done with '" + name + "'");
    }
  }

  @Async
  static Future<Void> inATask() {
    JoinHandle<String> task = spawn(() -> load(""));
    try {
      System.out.println(await(task, IOException.class));
    } catch (IOException e) {
      System.out.println("the task failed: " + e.getMessage());
    }
    return ready();
  }

  @Async
  static Future<String> ending(JoinHandle<String> task) {
    Outcome<String> outcome = await(task.outcome());
    if (outcome instanceof Outcome.Success<String> success) {
      return ready("value " + success.value());
    } else if (outcome instanceof Outcome.Failure<String> failure) {
      return ready("checked " + failure.cause().getMessage());
    } else if (outcome instanceof Outcome.Panic<String> panic) {
      return ready("unchecked " + panic.cause().getMessage());
    }
    return ready("cancelled");
  }

  @AsyncMain
  public static void main(String[] args) throws IOException {
    System.out.println(await(loadOr("door", "wall")));
    System.out.println(await(loadOr("", "wall")));
    await(inATask());
    System.out.println(await(ending(spawn(() -> load("key")))));
    System.out.println(await(ending(spawn(() -> load("")))));
  }
}
