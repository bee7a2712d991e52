package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.List;

/** Async methods that call themselves and one another. */
public final class Recursion {
  private Recursion() {}

  @Async
  static Future<Long> factorial(Probe p, long n) {
    return ready(n < 2 ? await(p.f(1L)) : n * await(factorial(p, n - 1)));
  }

  @Async
  @Pitfall(86)
  public static Future<Object> simple(Probe p) {
    return ready(await(factorial(p, 15)));
  }

  @Async
  static Future<Integer> fib(Probe p, int n) {
    if (n < 2) {
      return ready(await(p.f(n)));
    }
    return ready(await(fib(p, n - 1)) + await(fib(p, n - 2)));
  }

  @Async
  public static Future<Object> binary(Probe p) {
    return ready(await(fib(p, 9)));
  }

  @Async
  static Future<Integer> ackermann(Probe p, int m, int n) {
    int one = await(p.f(1));
    if (m == 0) {
      return ready(n + one);
    }
    return ready(await(ackermann(p, m - one, n == 0 ? 1 : await(ackermann(p, m, n - one)))));
  }

  @Async
  public static Future<Object> nestedInArgument(Probe p) {
    return ready(await(ackermann(p, 2, 3)));
  }

  @Async
  static Future<Boolean> even(Probe p, int n) {
    return ready(n == 0 ? await(p.f(true)) : await(odd(p, n - 1)));
  }

  @Async
  static Future<Boolean> odd(Probe p, int n) {
    boolean zero = n == 0;
    return ready(!zero && await(even(p, n - 1)));
  }

  @Async
  @Pitfall(86)
  public static Future<Object> mutual(Probe p) {
    return ready(await(even(p, 10)) + " " + await(odd(p, 10)) + await(even(p, 601)));
  }

  @Async
  static Future<Integer> deep(Probe p, int n) {
    if (n == 0) {
      return ready(await(p.f(0)));
    }
    int below = await(deep(p, n - 1));
    return ready(below + n % 3);
  }

  @Async
  @Pitfall(73)
  public static Future<Object> deeperThanOneStack(Probe p) {
    return ready(await(deep(p, 3_000)));
  }

  @Async
  static Future<Integer> deepTail(Probe p, int n, int sum) {
    if (n == 0) {
      return ready(sum + await(p.f(0)));
    }
    return deepTail(p, n - 1, sum + n % 7);
  }

  @Async
  @Pitfall(87)
  public static Future<Object> tailCalls(Probe p) {
    return ready(await(deepTail(p, 1_000, 0)));
  }

  @Async
  static Future<Integer> deepWithWork(Probe p, int n, int[] seen) {
    seen[n % 5] += await(p.f(n % 2));
    if (n > 0) {
      int below = await(deepWithWork(p, n - 1, seen));
      return ready(below + await(p.f(1)));
    }
    return ready(0);
  }

  @Async
  @Pitfall(73)
  public static Future<Object> suspendingOnEveryLevel(Probe p) {
    int[] seen = new int[5];
    int depth = await(deepWithWork(p, 600, seen));
    return ready(new Object[] {depth, seen});
  }

  @Async
  static Future<Integer> failing(Probe p, int n) {
    if (n == 0) {
      throw new IllegalStateException(await(p.f("bottom")));
    }
    try {
      return ready(await(failing(p, n - 1)) + 1);
    } finally {
      if (n % 100 == 0) {
        p.log(await(p.f(n)));
      }
    }
  }

  @Async
  public static Future<Object> failureFromTheDepth(Probe p) {
    try {
      return ready(await(failing(p, 700)));
    } catch (IllegalStateException e) {
      return ready(e.getMessage() + await(deep(p, 300)));
    }
  }

  @Async
  static Future<Integer> caughtOnTheWay(Probe p, int n) {
    try {
      if (n == 0) {
        await(p.fail(new IllegalStateException("bottom")));
      }
      return ready(await(caughtOnTheWay(p, n - 1)) + 1);
    } catch (IllegalStateException e) {
      if (n % 50 == 0 && n > 0) {
        return ready(await(p.f(n * 1000)));
      }
      throw e;
    }
  }

  @Async
  public static Future<Object> failureCaughtOnTheWay(Probe p) {
    return ready(await(caughtOnTheWay(p, 420)));
  }

  record Tree(int value, List<Tree> children) {
    @Async
    Future<Integer> sum(Probe p) {
      int sum = await(p.f(value));
      for (Tree child : children) {
        sum += await(child.sum(p));
      }
      return ready(sum * 2);
    }
  }

  @Async
  public static Future<Object> tree(Probe p) {
    Tree leaf = new Tree(1, List.of());
    Tree inner = new Tree(10, List.of(leaf, leaf));
    return ready(await(new Tree(100, List.of(inner, leaf, inner)).sum(p)));
  }

  @Async
  public static Future<Object> throughLambda(Probe p) {
    return ready(await(viaLambda(p, 400)));
  }

  @Async
  static Future<Integer> viaLambda(Probe p, int n) {
    if (n == 0) {
      return ready(await(p.f(7)));
    }
    return ready(1 + await(async(() -> await(viaLambda(p, n - 1)) + n % 2)));
  }

  @Async
  public static Future<Object> readyAllTheWay(Probe p) {
    int n = await(p.f(3));
    return ready(await(plain(2_000)) + n);
  }

  @Async
  static Future<Integer> plain(int n) {
    return ready(n == 0 ? 0 : await(plain(n - 1)) + 1);
  }
}
