package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;

/** Loops whose header is special: where it lies, and what is on the stack there. */
public final class LoopShapes {
  private LoopShapes() {}

  @Async
  public static Future<String> headerIsTheFirstInstruction(Probe p) {
    while (true) {
      if (await(p.f(p.log("x"))).equals("x")) {
        return ready(await(p.f("first")));
      }
    }
  }

  @Async
  public static Future<String> doWhileIsTheFirstInstruction(Probe p) {
    do {
      p.log(await(p.f("round")));
    } while (await(p.f(false)));
    return ready("end");
  }

  @Async
  static Future<Integer> countsItsParameter(Probe p, int n, long sum) {
    while (n > 0) {
      sum += await(p.f(n--));
    }
    return ready((int) sum);
  }

  @Async
  public static Future<Object> headerWithParametersOnly(Probe p) {
    return ready(await(countsItsParameter(p, 4, 100)));
  }

  @Async
  public static Future<String> sharedHeader(Probe p) {
    int i = 0;
    String text = "";
    while (true) {
      while (true) {
        text += await(p.f(i));
        if (++i % 3 == 0) {
          break;
        }
      }
      text += ";";
      if (await(p.f(i)) > 8) {
        return ready(text);
      }
    }
  }

  @Async
  public static Future<String> threeLoopsWithOneHeader(Probe p) {
    int i = 0;
    outer:
    for (; ; ) {
      for (; ; ) {
        for (; ; ) {
          int got = await(p.f(i++));
          if (got % 2 == 1) {
            break;
          }
          if (got > 10) {
            break outer;
          }
        }
        if (await(p.f(i)) % 3 == 0) {
          break;
        }
      }
      p.log(i);
    }
    return ready("left at " + i);
  }

  @Async
  public static Future<Object> tryInLoopInTryInLoop(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      try {
        for (int j = 0; j < 3; j++) {
          try {
            text += await(p.f(i * 10 + j));
            if (j == 1) {
              await(p.fail(new IllegalStateException("j")));
            }
          } catch (IllegalStateException e) {
            text += await(p.f("c"));
            if (i == 1) {
              throw new IllegalArgumentException(await(p.f("i")));
            }
          }
        }
      } catch (IllegalArgumentException e) {
        text += e.getMessage() + i;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<Object> tryIsTheWholeLoop(Probe p) {
    int n = 0;
    while (true) {
      try {
        n += await(p.f(1));
        if (n > 3) {
          return ready("end" + n);
        }
        await(p.fail(new IllegalStateException()));
      } catch (IllegalStateException e) {
        n += 1;
      }
    }
  }

  @Async
  public static Future<Object> handlerInsideLoopGoesOn(Probe p) {
    String text = "";
    int i = 0;
    while (i < 4) {
      String s;
      try {
        s = await(i % 2 == 0 ? p.f("v" + i) : p.<String>fail(new IllegalStateException("e" + i)));
      } catch (IllegalStateException e) {
        s = e.getMessage();
        if (i == 1) {
          i += 2;
          continue;
        }
      }
      text += s;
      i++;
    }
    return ready(text + i);
  }

  @Async
  public static Future<Object> loopInFinally(Probe p) {
    int n = 0;
    try {
      for (int i = 0; i < 2; i++) {
        n += await(p.f(1));
      }
      return ready(n);
    } finally {
      for (int i = 0; i < 2; i++) {
        n = n * 10 + await(p.f(i));
      }
      p.log(n);
    }
  }

  @Async
  public static Future<Object> loopInCatch(Probe p) {
    try {
      await(p.fail(new IllegalStateException("abc")));
    } catch (IllegalStateException e) {
      String text = "";
      for (char c : e.getMessage().toCharArray()) {
        text = await(p.f(c)) + text;
      }
      return ready(text + e.getMessage());
    }
    return ready("not here");
  }

  @Async
  public static Future<Object> conditionWithManyExits(Probe p) {
    int i = 0;
    while ((i < 2 || await(p.f(i < 4))) && (i != 3 || !await(p.f(true)))) {
      i++;
    }
    return ready(i);
  }

  @Async
  public static Future<Object> onlyOneOfTwoLoopsAwaits(Probe p) {
    long hash = 7;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 50; j++) {
        hash = hash * 31 + j;
      }
      for (int j = 0; j < 2; j++) {
        hash ^= await(p.f(hash)) >>> 3;
        hash += i + j;
      }
      int k = 5;
      do {
        hash += k;
      } while (--k > 0);
    }
    return ready(hash);
  }

  /** Nothing throws here, and javac leaves the handler where nobody comes. */
  @Async
  @Pitfall(37)
  public static Future<String> inAHandlerOfNothing(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      switch (p.log(i)) {
        case 1:
          try {
            break;
          } catch (IllegalStateException e) {
            while (p.log(text).length() < 3) {
              text += await(p.f("never"));
            }
          }
        default:
          text += await(p.f(i));
      }
    }
    return ready(text);
  }
}
