package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;

/** Awaits in try statements with finally. */
public final class TryFinally {
  private TryFinally() {}

  @Async
  @Pitfall(45)
  public static Future<String> finallyAfterValue(Probe p) {
    String text = "start";
    try {
      text += await(p.f(" body"));
    } finally {
      p.log("finally " + text);
    }
    return ready(text);
  }

  @Async
  public static Future<String> finallyAfterFailure(Probe p) {
    String text = "start";
    try {
      text += " more";
      text += await(p.fail(new IllegalStateException("failed")));
    } finally {
      p.log("finally " + text);
    }
    return ready(text);
  }

  @Async
  public static Future<String> awaitInFinally(Probe p) {
    String text = "";
    try {
      text += "body";
    } finally {
      text += await(p.f(" finally"));
    }
    return ready(text);
  }

  @Async
  public static Future<String> awaitInFinallyAfterFailure(Probe p) {
    int before = 7;
    try {
      p.log(before);
      throw new IllegalArgumentException("thrown in the body");
    } finally {
      p.log(before + await(p.f(30)));
    }
  }

  @Async
  @Pitfall({41, 42})
  public static Future<String> awaitInBoth(Probe p) {
    int n = 1;
    try {
      n += await(p.f(10));
      return ready("returned " + await(p.f(n)));
    } finally {
      n += await(p.f(100));
      p.log(n);
    }
  }

  @Async
  @Pitfall(44)
  public static Future<String> awaitInAllOfThem(Probe p) {
    String text = await(p.f("a"));
    try {
      text += await(p.f("b"));
      text += await(p.<String>fail(new IllegalStateException("x")));
    } catch (IllegalStateException e) {
      text += e.getMessage() + await(p.f("c"));
    } finally {
      text += await(p.f("d"));
      p.log(text);
    }
    return ready(text);
  }

  @Async
  public static Future<Integer> returnValueSurvivesFinally(Probe p) {
    int n = 5;
    try {
      return ready(n * await(p.f(11)));
    } finally {
      n = await(p.f(99));
      p.log(n);
    }
  }

  @Async
  public static Future<Long> wideReturnValueSurvivesFinally(Probe p) {
    long n = 5L << 40;
    try {
      return ready(n + wide(await(p.f(11L))));
    } finally {
      n = await(p.f(99L));
      p.log(n);
    }
  }

  private static long wide(long n) {
    return n << 33;
  }

  @Async
  @Pitfall(41)
  @SuppressWarnings("finally")
  public static Future<String> returnInFinallyWins(Probe p) {
    try {
      throw new IllegalStateException(await(p.f("lost")));
    } finally {
      return ready("finally: " + await(p.f("won")));
    }
  }

  @Async
  @SuppressWarnings("finally")
  public static Future<String> throwInFinallyWins(Probe p) {
    try {
      return ready(await(p.f("lost")));
    } finally {
      throw new IllegalStateException("finally: " + await(p.f("won")));
    }
  }

  @Async
  @Pitfall(41)
  public static Future<String> nestedFinally(Probe p) {
    String text = "";
    try {
      text += await(p.f("1"));
      try {
        text += await(p.f("2"));
        return ready(p.log(text));
      } finally {
        text += await(p.f("3"));
        p.log(text);
      }
    } finally {
      text += await(p.f("4"));
      p.log(text);
    }
  }

  @Async
  public static Future<String> nestedFinallyWithFailure(Probe p) {
    String text = "";
    try {
      try {
        text += await(p.f("2"));
        await(p.fail(new IllegalStateException("inner")));
      } finally {
        text += await(p.f("3"));
        await(p.fail(new IllegalArgumentException("from the inner finally")));
      }
    } finally {
      text += await(p.f("4"));
      p.log(text);
    }
    return ready(text);
  }

  @Async
  public static Future<String> threeNestedFinally(Probe p) {
    String text = "";
    try {
      try {
        try {
          return ready(text += await(p.f("r")));
        } finally {
          text += await(p.f("a"));
        }
      } finally {
        text += await(p.f("b"));
      }
    } finally {
      text += await(p.f("c"));
      p.log(text);
    }
  }

  @Async
  public static Future<String> tryInsideFinally(Probe p) {
    String text = "";
    try {
      text += await(p.f("body "));
    } finally {
      try {
        text += await(p.<String>fail(new IllegalStateException("ignored")));
      } catch (IllegalStateException e) {
        text += await(p.f("caught "));
      } finally {
        text += await(p.f("inner"));
      }
    }
    return ready(text);
  }

  @Async
  @Pitfall(41)
  public static Future<String> breakOutOfTry(Probe p) {
    String text = "";
    for (int i = 0; i < 5; i++) {
      try {
        if (await(p.f(i)) == 2) {
          break;
        }
        text += i;
      } finally {
        text += await(p.f("!"));
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> continueOutOfTry(Probe p) {
    String text = "";
    for (int i = 0; i < 4; i++) {
      try {
        if (await(p.f(i)) % 2 == 0) {
          continue;
        }
        text += i;
      } finally {
        text += await(p.f("!" + i));
      }
      text += ".";
    }
    return ready(text);
  }

  @Async
  public static Future<String> labelledOutOfNestedTry(Probe p) {
    String text = "";
    outer:
    for (int i = 0; i < 4; i++) {
      try {
        for (int j = 0; ; j++) {
          try {
            int got = await(p.f(i + j));
            if (got == 2) {
              continue outer;
            }
            if (got == 3) {
              break outer;
            }
            text += got;
          } finally {
            text += await(p.f("i"));
          }
        }
      } finally {
        text += await(p.f("o"));
      }
    }
    return ready(text);
  }

  @Async
  @SuppressWarnings("finally")
  public static Future<String> continueInFinally(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      try {
        text += await(p.f(i));
        await(p.fail(new IllegalStateException("dropped " + i)));
      } finally {
        text += await(p.f("f"));
        continue;
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> loopInsideTry(Probe p) {
    int i = 0;
    try {
      while (true) {
        i += await(p.f(1));
        if (i == 3) {
          await(p.fail(new IllegalStateException("at " + i)));
        }
      }
    } catch (IllegalStateException e) {
      return ready(e.getMessage() + i);
    } finally {
      p.log("finally " + i);
    }
  }

  @Async
  @Pitfall(35)
  public static Future<Integer> parameterChangedInTry(Probe p) {
    return ready(await(changed(p, 3)));
  }

  @Async
  static Future<Integer> changed(Probe p, int n) {
    try {
      n += await(p.f(4));
      n = await(p.<Integer>fail(new IllegalStateException()));
    } catch (IllegalStateException e) {
      p.log(n);
      n *= await(p.f(10));
    } finally {
      n++;
    }
    return ready(n);
  }

  @Async
  @Pitfall(48)
  public static Future<Integer> assignedOnlyInsideTry(Probe p) {
    int n;
    try {
      n = await(p.f(1));
      p.log(n);
      n = await(p.f(2));
    } finally {
      p.log("end");
    }
    return ready(n);
  }

  @Async
  public static Future<String> emptyTryWithAwaitInFinally(Probe p) {
    try {
    } finally {
      p.log(await(p.f("only")));
    }
    return ready("done");
  }

  @Async
  public static Future<String> failureOfTheFirstAwait(Probe p) {
    try {
      await(p.fail(new Error("first thing")));
    } finally {
      p.log("finally");
    }
    return ready("not here");
  }

  @Async
  @Pitfall(83)
  public static Future<String> behindAMonitorInALoop(Probe p) {
    boolean started = false;
    String text = "";
    try {
      while (true) {
        synchronized (p) {
          if (!started) {
            if (text.length() > 5) {
              return ready(p.log(text));
            }
            started = p.log(true);
          }
          text += "x";
          if (text.length() > 3) {
            return ready(p.log(text));
          }
        }
        text += await(p.f("a"));
      }
    } finally {
      if (started) {
        await(p.f("end"));
      }
    }
  }
}
