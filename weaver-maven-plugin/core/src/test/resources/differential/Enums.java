package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;

/** Async methods of enums. */
public final class Enums {
  private Enums() {}

  interface Priced {
    Future<Integer> price(Probe p);
  }

  enum Fruit implements Priced {
    APPLE(3),
    PEAR(5) {
      @Async
      @Override
      Future<String> describe(Probe p) {
        String above = await(super.describe(p));
        return ready("special " + above + await(p.f("!")) + base);
      }
    },
    PLUM(7) {
      @Override
      Future<String> describe(Probe p) {
        return p.f("plum");
      }

      @Async
      @Override
      public Future<Integer> price(Probe p) {
        return ready(await(p.f(1)) + ordinal());
      }
    };

    final int base;

    Fruit(int base) {
      this.base = base;
    }

    @Async
    Future<String> describe(Probe p) {
      return ready(name() + await(p.f(base)));
    }

    @Async
    @Override
    public Future<Integer> price(Probe p) {
      int factor = await(p.f(10));
      return ready(
          switch (this) {
            case APPLE -> base * factor;
            case PEAR -> base + await(p.f(factor));
            default -> throw new IllegalStateException(name());
          });
    }

    @Async
    static Future<Fruit> longest(Probe p) {
      Fruit longest = APPLE;
      for (Fruit fruit : values()) {
        if (await(p.f(fruit.name().length())) > longest.name().length()) {
          longest = fruit;
        }
      }
      return ready(longest);
    }
  }

  enum Operation {
    PLUS {
      @Async
      @Override
      Future<Long> apply(Probe p, long a, long b) {
        return ready(a + await(p.f(b)));
      }
    },
    TIMES {
      @Async
      @Override
      Future<Long> apply(Probe p, long a, long b) {
        long product = 0;
        for (long i = 0; i < b; i++) {
          product = await(PLUS.apply(p, product, a));
        }
        return ready(product);
      }
    };

    abstract Future<Long> apply(Probe p, long a, long b);
  }

  @Async
  @Pitfall(66)
  public static Future<Object> constantBodies(Probe p) {
    String text = "";
    for (Fruit fruit : Fruit.values()) {
      text += await(fruit.describe(p)) + ";";
    }
    return ready(text);
  }

  @Async
  public static Future<Object> switchOverThis(Probe p) {
    int sum = 0;
    for (Fruit fruit : Fruit.values()) {
      sum = sum * 100 + await(fruit.price(p));
    }
    return ready(sum);
  }

  @Async
  public static Future<Object> staticMethod(Probe p) {
    return ready(await(Fruit.longest(p)).name());
  }

  @Async
  public static Future<Object> abstractMethod(Probe p) {
    return ready(await(Operation.TIMES.apply(p, 7, 3)) + await(Operation.PLUS.apply(p, 1, 2)));
  }

  @Async
  public static Future<Object> localEnum(Probe p) {
    enum Size {
      SMALL,
      LARGE
    }
    Size size = await(p.f(Size.LARGE));
    return ready(size + "" + await(p.f(Size.valueOf("SMALL"))).compareTo(size));
  }
}
