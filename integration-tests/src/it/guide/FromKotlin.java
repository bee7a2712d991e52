import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.task.TaskScope;
import java.time.Duration;

public class FromKotlin {
  @Async
  static Future<Integer> one(int value) {
    await(sleep(Duration.ofMillis(20)));
    return ready(value);
  }

  @Async
  static Future<Integer> sum() {
    return ready(
        await(
            TaskScope.run(
                scope -> {
                  JoinHandle<Integer> left = scope.spawn(one(1));
                  JoinHandle<Integer> right = scope.spawn(one(2));
                  return await(left) + await(right);
                })));
  }

  static AsyncStream<Integer> squares(int count) {
    return AsyncStream.generate(
        emitter -> {
          for (int i = 1; i <= count; i++) {
            await(emitter.emit(i * i));
          }
        });
  }

  @AsyncMain
  public static void main(String[] args) {
    System.out.println(await(sum()));
    for (int square : each(squares(10).filter(value -> value % 2 == 1).take(3))) {
      System.out.println(square);
    }
  }
}
