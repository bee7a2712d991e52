import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.interop.Stages;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

public class FromCompletableFuture {
  /** Somebody else's client. */
  static CompletableFuture<String> request(String what) {
    return CompletableFuture.supplyAsync(() -> what + "!");
  }

  static CompletableFuture<String> chained(String name) {
    return request(name)
        .thenCompose(user -> request(user + " posts").thenApply(posts -> user + " " + posts))
        .exceptionally(failure -> "nobody");
  }

  @Async
  static CompletableFuture<String> straight(String name) {
    try {
      String user = await(request(name));
      String posts = await(request(user + " posts"));
      return completed(user + " " + posts);
    } catch (IllegalStateException e) {
      return completed("nobody");
    }
  }

  @Async
  static Future<String> inTime(String name) throws TimeoutException {
    Future<String> reply = Stages.owned(() -> request(name));
    return ready(await(timeout(Duration.ofSeconds(30), reply)));
  }

  @Async
  static Future<String> lazy(String name) {
    return ready(await(request(name)));
  }

  @AsyncMain
  public static void main(String[] args) throws TimeoutException {
    System.out.println(await(chained("anna")));
    System.out.println(await(straight("anna")));
    System.out.println(await(inTime("bert")));

    CompletableFuture<String> view = lazy("carl").toCompletableFuture();
    String loud = await(view.thenApply(String::toUpperCase));
    System.out.println(loud);
  }
}
