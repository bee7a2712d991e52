package orders;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Async methods as services have them: what the throughput of the weaver is measured with. */
public class Orders {
  /** A store behind a network. */
  public interface Store {
    Future<String> find(long id) throws IOException;

    Future<List<Long>> list(String customer) throws IOException;

    Future<Void> save(long id, String value) throws IOException;
  }

  private final Store store;
  private final Map<Long, String> cache = new HashMap<>();
  private long hits;

  public Orders(Store store) {
    this.store = store;
  }

  @Async
  public Future<String> find(long id) throws IOException {
    String cached = cache.get(id);
    if (cached != null) {
      hits++;
      return ready(cached);
    }
    String found = await(store.find(id));
    cache.put(id, found);
    return ready(found);
  }

  @Async
  public Future<List<String>> all(String customer) throws IOException {
    List<String> orders = new ArrayList<>();
    for (long id : await(store.list(customer))) {
      orders.add(id + ": " + await(find(id)));
    }
    return ready(orders);
  }

  @Async
  public Future<String> retried(long id, int attempts) throws IOException {
    IOException last = null;
    for (int attempt = 0; attempt < attempts; attempt++) {
      try {
        return ready(await(store.find(id)));
      } catch (IOException e) {
        last = e;
        await(sleep(Duration.ofMillis(10L << attempt)));
      } finally {
        hits++;
      }
    }
    throw last == null ? new IOException("no attempt") : last;
  }

  @Async
  public Future<Integer> copyAll(String customer, Store target) throws IOException {
    int copied = 0;
    List<Long> ids = await(store.list(customer));
    for (int i = 0; i < ids.size(); i++) {
      long id = ids.get(i);
      String value = await(find(id));
      if (value.isEmpty()) {
        continue;
      }
      for (String part : value.split(",")) {
        await(target.save(id, part.trim()));
        copied++;
      }
    }
    return ready(copied);
  }

  @Async
  public Future<Double> total(long first, long second) throws IOException {
    double sum = price(await(find(first))) + 2 * price(await(find(second)));
    return ready(sum > 100 ? sum * 0.9 : sum);
  }

  private static double price(String order) {
    return order.length() * 1.5;
  }

  @Async
  public Future<String> both(long first, long second) throws IOException {
    var found = await(join(async(() -> await(find(first))), async(() -> await(find(second)))));
    return ready(found.first() + found.second());
  }

  @Async
  public Future<String> routed(String command, long id) throws IOException {
    switch (command) {
      case "find":
        return ready(await(find(id)));
      case "twice":
        return ready(await(find(id)) + await(find(id)));
      case "clear":
        await(store.save(id, ""));
        cache.remove(id);
        return ready("cleared " + id);
      default:
        return ready("unknown " + command);
    }
  }

  @Async
  public Future<Void> moved(long from, long to) throws IOException {
    String value = await(find(from));
    await(store.save(to, value));
    await(store.save(from, ""));
    cache.remove(from);
    return ready();
  }

  @Async
  private Future<Long> largest(String customer) throws IOException {
    long largest = Long.MIN_VALUE;
    int length = -1;
    for (long id : await(store.list(customer))) {
      String value = await(find(id));
      if (value.length() > length) {
        length = value.length();
        largest = id;
      }
    }
    return ready(largest);
  }

  @Async
  public Future<String> largestOf(String customer) throws IOException {
    return find(await(largest(customer)));
  }
}
