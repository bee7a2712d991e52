package debugged;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Statements of all kinds around awaits. A comment names the variables that a debugger doesn't show
 * at its line, because the last await didn't keep what nobody reads any more.
 */
final class Program {
  private int field = 1;

  @Async
  Future<Integer> all() throws IOException {
    int sum = await(straight(1, 2L));
    sum += await(loops(2));
    sum += await(labelled(3));
    sum += await(jumps(2));
    sum += await(switches("b"));
    sum += await(expressions(4));
    sum += await(lambdas(5));
    sum += await(eager(6, "unused"));
    sum += await(new Inner().inner(7));
    sum += await(Face.fixed(8));
    sum += await(new Face() {}.ordinary(9));
    sum += await(recursive(3));
    return ready(sum);
  }

  @Async
  Future<Integer> straight(int a, long b) {
    int c = a + 1;
    int d = await(Later.value(c));
    String text = "text" + d; // hidden: a c
    double e = text.length(); // hidden: a c
    await(Later.value(null)); // hidden: a c
    field += d; // hidden: a c text
    return ready((int) (d + b + e)); // hidden: a c text
  }

  @Async
  Future<Integer> loops(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int got = await(Later.value(i));
      sum += got;
    }
    int j = 0;
    while (j < n) {
      sum += await(Later.value(j));
      j++;
    }
    do {
      await(Later.value(null));
      j--;
    } while (j > 0);
    for (String word : new String[] {"a", "b"}) {
      sum += await(Later.value(word)).length();
    }
    for (Integer number : List.of(1, 2)) {
      sum += await(Later.value(number));
    }
    for (; ; ) {
      if (await(Later.value(sum)) > 0) {
        break;
      }
    }
    return ready(sum + n + j);
  }

  @Async
  Future<Integer> labelled(int n) {
    int sum = 0;
    outer:
    while (true) {
      for (int i = 0; i < n; i++) {
        if (i == 1) {
          continue;
        }
        sum += await(Later.value(i));
        if (sum > 6) {
          break outer;
        }
        while (sum % 2 == 1) {
          sum += await(Later.value(1));
        }
      }
      sum += 2;
      if (sum > 5) {
        continue outer;
      }
    }
    return ready(sum);
  }

  @Async
  Future<Integer> jumps(int n) throws IOException {
    List<Integer> log = new ArrayList<>();
    try {
      log.add(await(Later.value(n)));
      await(Later.failed(new IOException("first")));
      log.add(-1);
    } catch (IOException e) {
      log.add(await(Later.value(2)));
      field += e.getMessage().length();
    } finally {
      log.add(await(Later.value(3)));
      field++;
    }
    for (int i = 0; i < n; i++) {
      try {
        if (i == 1) {
          break;
        }
        log.add(await(Later.value(4)));
        continue;
      } finally {
        log.add(5);
        await(Later.value(null));
        log.add(i);
      }
    }
    try (Resource resource = await(Later.value(new Resource()))) {
      log.add(await(Later.value(7)));
      resource.use();
    }
    return ready(log.size() + n);
  }

  @Async
  Future<Integer> switches(String key) {
    int sum = 0;
    switch (await(Later.value(key))) {
      case "a":
        sum++;
        break;
      case "b":
        sum += await(Later.value(2));
      default:
        sum += await(Later.value(3));
    }
    int more =
        switch (sum) {
          case 5 -> await(Later.value(1));
          default -> {
            int two = await(Later.value(2));
            yield two + 1;
          }
        };
    return ready(sum + more + key.length());
  }

  @Async
  Future<Integer> expressions(int a) {
    int two = await(Later.value(1)) + await(Later.value(2));
    String text =
        "x"
            + await(Later.value(a))
            + two
            + (two > 2
                ? await(Later.value("yes"))
                : await(Later.value("no")));
    int[] array = {await(Later.value(1)), 2};
    array[await(Later.value(0))] += await(Later.value(3));
    field += await(Later.value(1));
    Object made = new Resource(await(Later.value("made")));
    boolean both = await(Later.value(true)) && !await(Later.value(false));
    return ready(both ? array[0] + text.length() + a + two : made.hashCode());
  }

  @Async
  Future<Integer> lambdas(int captured) {
    int local = captured + 1;
    Future<Integer> future =
        async(
            () -> {
              int inside = local + captured;
              inside += await(Later.value(1));
              return inside + local + captured;
            });
    int got = await(future);
    return ready(got + local + captured + future.getClass().getName().length() * 0);
  }

  @Async
  CompletableFuture<Integer> eager(int n, String unused) {
    int got = await(Later.value(n)); // hidden: unused
    return completed(got + n); // hidden: unused
  }

  @Async
  private Future<Integer> recursive(int n) {
    if (n == 0) {
      return ready(0);
    }
    int rest = await(recursive(n - 1));
    await(Later.value(null));
    return tail(rest + n);
  }

  @Async
  private Future<Integer> tail(int n) {
    int more = n + await(Later.value(1));
    return Later.value(more); // hidden: n
  }

  private final class Inner {
    private final int own = 3;

    @Async
    Future<Integer> inner(int n) {
      int got = await(Later.value(own));
      return ready(got + n + field);
    }
  }

  private interface Face {
    @Async
    static Future<Integer> fixed(int n) {
      long wide = await(Later.value(1L));
      return ready((int) wide + n);
    }

    @Async
    default Future<Integer> ordinary(int n) {
      int got = await(fixed(n));
      return ready(got + n);
    }
  }

  private static final class Resource implements AutoCloseable {
    private final Object content;

    Resource(Object... content) {
      this.content = content;
    }

    void use() {
      content.hashCode();
    }

    @Override
    public void close() {
      use();
    }
  }
}
