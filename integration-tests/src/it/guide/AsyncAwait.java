import static dev.weft.Weft.*;

import dev.weft.*;
import java.time.Duration;
import java.util.List;

public class AsyncAwait {
  @Async
  static Future<Integer> price(String article) {
    System.out.println("looking up " + article);
    await(sleep(Duration.ofMillis(20)));
    return ready(article.length());
  }

  @Async
  static Future<Integer> total(List<String> articles) {
    int sum = 0;
    for (String article : articles) {
      sum += await(price(article));
    }
    return ready(sum);
  }

  static Future<String> label(String article) {
    return async(() -> article + " for " + await(price(article)));
  }

  @AsyncMain
  public static void main(String[] args) {
    Future<Integer> later = price("tea");
    System.out.println("nothing has happened yet");
    System.out.println("tea costs " + await(later));

    System.out.println("in sum " + await(total(List.of("milk", "sugar"))));
    System.out.println(await(label("coffee")));
  }
}
