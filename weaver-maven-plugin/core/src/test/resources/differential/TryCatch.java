package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Awaits in try statements with catch clauses. */
public final class TryCatch {
  private TryCatch() {}

  @Async
  public static Future<String> caught(Probe p) {
    String before = p.log("before");
    try {
      await(p.fail(new IllegalStateException("failed")));
    } catch (IllegalStateException e) {
      return ready(before + e.getMessage());
    }
    return ready("not here");
  }

  @Async
  public static Future<String> nothingToCatch(Probe p) {
    String text = "";
    try {
      text += await(p.f("value"));
    } catch (IllegalStateException e) {
      text += "caught";
    }
    return ready(text);
  }

  @Async
  public static Future<String> anotherType(Probe p) {
    try {
      await(p.fail(new IllegalArgumentException("passes")));
    } catch (IllegalStateException e) {
      p.log("must not be caught here");
    }
    return ready("not here");
  }

  @Async
  static Future<String> reads(Probe p, String file) throws IOException {
    if (file.isEmpty()) {
      throw new FileNotFoundException("before any await");
    }
    String text = await(p.f(file + " opened"));
    if (file.equals("bad")) {
      throw new IOException(text);
    }
    return ready(text);
  }

  @Async
  @Pitfall({79, 81})
  public static Future<String> checkedException(Probe p) {
    String text = "";
    for (String file : new String[] {"good", "", "bad"}) {
      try {
        text += await(reads(p, file));
      } catch (FileNotFoundException e) {
        text += " none: " + e.getMessage();
      } catch (IOException e) {
        text += " failed: " + e.getMessage();
      }
    }
    return ready(text);
  }

  @Async
  public static Future<String> declaredByTheCase(Probe p) throws IOException {
    return ready(await(reads(p, "good")) + await(reads(p, "bad")));
  }

  @Async
  @Pitfall(44)
  public static Future<String> multiCatch(Probe p) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      try {
        if (i < 2) {
          RuntimeException e =
              i == 0 ? new IllegalStateException("0") : new IllegalArgumentException("1");
          await(p.fail(e));
        }
        text += await(p.f("none"));
      } catch (IllegalStateException | IllegalArgumentException e) {
        text += e.getMessage() + await(p.f(";")) + e.getClass().getSimpleName();
      }
    }
    return ready(text);
  }

  @Async
  @Pitfall({42, 44})
  public static Future<String> innerBeforeOuter(Probe p) {
    try {
      try {
        await(p.fail(new IllegalArgumentException("inner's")));
      } catch (IllegalArgumentException e) {
        p.log("inner " + e.getMessage());
        await(p.fail(new IllegalArgumentException("outer's")));
      }
    } catch (IllegalArgumentException e) {
      return ready("outer " + e.getMessage());
    }
    return ready("not here");
  }

  @Async
  public static Future<String> outerBecauseInnerDoesNotMatch(Probe p) {
    int depth = 0;
    try {
      depth++;
      try {
        depth++;
        await(p.fail(new UnsupportedOperationException("passed on")));
        depth = 50;
      } catch (IllegalArgumentException e) {
        depth = 60;
      } finally {
        depth += await(p.f(10));
      }
    } catch (RuntimeException e) {
      return ready(e.getMessage() + depth);
    }
    return ready("not here");
  }

  @Async
  @Pitfall({42, 43})
  public static Future<String> emptyCatch(Probe p) {
    String text = "a";
    try {
      await(p.fail(new IllegalStateException("ignored")));
    } catch (IllegalStateException e) {
    }
    try {
      await(p.f("ignored too"));
    } catch (IllegalStateException ignored) {
    }
    return ready(text + await(p.f("b")));
  }

  @Async
  @Pitfall({42, 43})
  public static Future<Integer> awaitIsTheWholeBody(Probe p) {
    int n = 3;
    try {
      n = await(p.f(4));
    } catch (RuntimeException e) {
      n = 5;
    }
    try {
      n *= await(p.<Integer>fail(new RuntimeException()));
    } catch (RuntimeException e) {
      n += 100;
    }
    return ready(n);
  }

  @Async
  @Pitfall(47)
  public static Future<String> fourAwaitsInCatch(Probe p) {
    try {
      throw new IllegalStateException("e");
    } catch (IllegalStateException e) {
      String a = await(p.f("1"));
      String b = await(p.f("2")) + e.getMessage();
      String c = await(p.f("3")) + a;
      return ready(a + b + c + await(p.f("4")) + e.getMessage());
    }
  }

  @Async
  @Pitfall(47)
  public static Future<String> rethrown(Probe p) {
    try {
      await(p.fail(new IllegalStateException("same")));
    } catch (IllegalStateException e) {
      p.log(await(p.f("in between")));
      throw e;
    }
    return ready("not here");
  }

  @Async
  public static Future<String> rethrownPrecisely(Probe p) throws IOException {
    try {
      p.log(await(reads(p, "bad")));
    } catch (Exception e) {
      p.log(await(p.f("in between")));
      throw e;
    }
    return ready("not here");
  }

  @Async
  public static Future<String> wrapped(Probe p) {
    try {
      await(reads(p, "bad"));
    } catch (IOException e) {
      throw new UncheckedIOException(await(p.f("while reading")), e);
    }
    return ready("not here");
  }

  @Async
  public static Future<String> suppressed(Probe p) {
    IllegalStateException first = null;
    for (int i = 0; i < 3; i++) {
      try {
        await(p.fail(new IllegalStateException("number " + i)));
      } catch (IllegalStateException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    throw first;
  }

  @Async
  @Pitfall(46)
  public static Future<String> throwableSeesNothingElse(Probe p) {
    Throwable seen = null;
    String text = "";
    try {
      text += await(p.f("1"));
      text += await(p.f("2"));
    } catch (Throwable t) {
      seen = t;
    }
    return ready(text + seen);
  }

  @Async
  @Pitfall(48)
  public static Future<String> localsSeenByCatch(Probe p) {
    int a = 1;
    long b = 2;
    String c = "3";
    try {
      a = await(p.f(10));
      b += a;
      await(p.fail(new IllegalStateException()));
      c = "lost";
    } catch (IllegalStateException e) {
      c += a + "," + b;
    }
    return ready(c + a + b);
  }

  @Async
  public static Future<String> assignmentThatFailed(Probe p) {
    String text = "kept";
    int n = 1;
    try {
      n = 2;
      text = await(p.fail(new IllegalStateException()));
    } catch (IllegalStateException e) {
      text += n;
    }
    return ready(text);
  }

  @Async
  public static Future<String> retryLoop(Probe p) {
    int attempt = 0;
    while (true) {
      try {
        attempt++;
        if (attempt < 3) {
          await(p.fail(new IllegalStateException("attempt " + attempt)));
        }
        return ready(await(p.f("got it")) + " after " + attempt);
      } catch (IllegalStateException e) {
        p.log(e.getMessage() + await(p.f(", again")));
      }
    }
  }

  @Async
  public static Future<String> tryInCatchInTry(Probe p) {
    String text = "";
    try {
      await(p.fail(new IllegalStateException("a")));
    } catch (IllegalStateException a) {
      try {
        text += await(p.f("1"));
        await(p.fail(new IllegalStateException("b")));
      } catch (IllegalStateException b) {
        text += await(p.f("2")) + a.getMessage() + b.getMessage();
      }
      text += a.getMessage();
    }
    return ready(text);
  }

  @Async
  public static Future<String> exceptionOfTheJvm(Probe p) {
    int[] a = {1};
    String text = "";
    try {
      a[await(p.f(3))] = await(p.f(4));
    } catch (ArrayIndexOutOfBoundsException e) {
      text += e.getMessage();
    }
    try {
      text += a[0] / await(p.f(0));
    } catch (ArithmeticException e) {
      text += e.getMessage();
    }
    try {
      text += await(p.<String>f(null)).length();
    } catch (NullPointerException e) {
      text += "null";
    }
    try {
      text += (int) await(p.<Integer>f(null));
    } catch (NullPointerException e) {
      text += "null again";
    }
    return ready(text);
  }

  @Async
  static Future<String> level(Probe p, int n) {
    try {
      p.log(await(p.f("enter " + n)));
      return ready(n == 0 ? await(p.<String>fail(new Error("bottom"))) : await(level(p, n - 1)));
    } finally {
      p.log(await(p.f("leave " + n)));
    }
  }

  @Async
  public static Future<String> failureThroughLevels(Probe p) {
    try {
      return ready(await(level(p, 3)));
    } catch (Error e) {
      return ready("top: " + e.getMessage());
    }
  }
}
