package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;

/** Every way out of try statements that await in every part. */
public final class Exits {
  private Exits() {}

  enum Exit {
    FALL,
    RETURN,
    BREAK,
    CONTINUE,
    THROW,
    FAIL,
    ERROR
  }

  interface Shape {
    Future<String> run(Exit exit);
  }

  @Async
  static Future<String> all(Probe p, Shape shape) {
    String text = "";
    for (Exit exit : Exit.values()) {
      try {
        text += exit + await(shape.run(exit)) + ";";
      } catch (IllegalStateException | Error e) {
        text += exit + " threw " + e.getMessage() + ";";
      }
      p.log(text);
    }
    return ready(text);
  }

  @Async
  static Future<String> fails(Probe p, Exit exit, String message) {
    if (exit == Exit.THROW) {
      throw new IllegalStateException("thrown " + message);
    } else if (exit == Exit.FAIL) {
      await(p.fail(new IllegalStateException("failed " + message)));
    } else if (exit == Exit.ERROR) {
      await(p.fail(new Error("error " + message)));
    }
    return ready(message);
  }

  @Async
  public static Future<String> oneFinally(Probe p) {
    return all(p, exit -> oneFinallyShape(p, exit));
  }

  @Async
  static Future<String> oneFinallyShape(Probe p, Exit exit) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      try {
        text += await(p.f("b" + i));
        if (exit == Exit.RETURN) {
          return ready(text + await(p.f("r")));
        } else if (exit == Exit.BREAK) {
          break;
        } else if (exit == Exit.CONTINUE) {
          continue;
        }
        text += await(fails(p, exit, text));
      } finally {
        text += await(p.f("f" + i));
        p.log(text);
      }
      text += await(p.f("a"));
    }
    return ready(text + "end");
  }

  @Async
  public static Future<String> catchAndFinally(Probe p) {
    return all(p, exit -> catchAndFinallyShape(p, exit));
  }

  @Async
  static Future<String> catchAndFinallyShape(Probe p, Exit exit) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      long wide = i + (1L << 40);
      try {
        text += await(fails(p, exit, "b" + i));
      } catch (IllegalStateException e) {
        text += await(p.f("c")) + e.getMessage();
        wide += await(p.f(1L));
        if (i == 1) {
          throw e;
        }
      } finally {
        wide += await(p.f(2L));
        text += await(p.f("f")) + wide;
        p.log(text);
      }
      if (exit == Exit.RETURN) {
        return ready(text);
      }
    }
    return ready(text + "end");
  }

  @Async
  public static Future<String> finallyInTry(Probe p) {
    return all(p, exit -> finallyInTryShape(p, exit));
  }

  @Async
  static Future<String> finallyInTryShape(Probe p, Exit exit) {
    String text = "";
    outer:
    for (int i = 0; i < 2; i++) {
      try {
        text += await(p.f("o"));
        for (int j = 0; j < 2; j++) {
          try {
            text += await(p.f("i" + j));
            if (exit == Exit.RETURN) {
              return ready(text + i + j);
            } else if (exit == Exit.BREAK) {
              break outer;
            } else if (exit == Exit.CONTINUE) {
              continue outer;
            }
            text += await(fails(p, exit, "x"));
          } finally {
            text += await(p.f("g")) + j;
            p.log(text);
          }
        }
      } catch (IllegalStateException e) {
        text += e.getMessage() + await(p.f("c"));
      } finally {
        text += await(p.f("f")) + i;
        p.log(text);
      }
    }
    return ready(text + "end");
  }

  @Async
  public static Future<String> tryInFinally(Probe p) {
    return all(p, exit -> tryInFinallyShape(p, exit));
  }

  @Async
  static Future<String> tryInFinallyShape(Probe p, Exit exit) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      int before = i * 100;
      try {
        if (exit == Exit.BREAK) {
          break;
        }
        before += await(p.f(10));
        text += await(fails(p, exit, "b"));
      } finally {
        try {
          text += await(p.f("f")) + before;
          await(fails(p, exit, "again"));
          text += await(p.f("g"));
        } catch (IllegalStateException e) {
          text += e.getMessage() + await(p.f("c")) + before;
        } finally {
          before += await(p.f(1));
          text += await(p.f("h")) + before;
          p.log(text);
        }
      }
    }
    return ready(text + "end");
  }

  @Async
  public static Future<String> resources(Probe p) {
    return all(p, exit -> resourcesShape(p, exit));
  }

  @Async
  static Future<String> resourcesShape(Probe p, Exit exit) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      try (Resources.Resource a = new Resources.Resource(p, await(p.f("a")), null);
          Resources.Resource b = new Resources.Resource(p, "b" + i, i == 0 ? "close" : null)) {
        text += await(p.f(a.name)) + b.name;
        if (exit == Exit.RETURN && i == 1) {
          return ready(text + await(p.f("r")));
        } else if (exit == Exit.BREAK) {
          break;
        } else if (exit == Exit.CONTINUE) {
          continue;
        }
        text += await(fails(p, exit, "x"));
      } catch (IllegalStateException e) {
        text += await(p.f("c")) + e.getMessage() + e.getSuppressed().length;
        if (i == 1) {
          throw e;
        }
      } finally {
        text += await(p.f("f"));
        p.log(text);
      }
    }
    return ready(text + "end");
  }

  @Async
  public static Future<String> finallyThatLeaves(Probe p) {
    return all(p, exit -> finallyThatLeavesShape(p, exit));
  }

  @Async
  @SuppressWarnings("finally")
  static Future<String> finallyThatLeavesShape(Probe p, Exit exit) {
    String text = "";
    for (int i = 0; i < 3; i++) {
      try {
        text += await(fails(p, exit, "b" + i));
        if (exit == Exit.RETURN) {
          return ready(await(p.f("lost")));
        }
      } finally {
        text += await(p.f("f"));
        if (i == 0) {
          continue;
        }
        if (exit == Exit.BREAK) {
          break;
        }
        return ready(text + await(p.f("won")));
      }
    }
    return ready(text + "end");
  }

  @Async
  public static Future<String> threeDeep(Probe p) {
    return all(p, exit -> threeDeepShape(p, exit));
  }

  @Async
  static Future<String> threeDeepShape(Probe p, Exit exit) {
    String text = "";
    double d = 0.5;
    try {
      try {
        try {
          d += await(p.f(1));
          if (exit == Exit.RETURN) {
            return ready(text + d);
          }
          text += await(fails(p, exit, "b"));
        } finally {
          d *= await(p.f(2));
          text += d + await(p.f("x"));
        }
      } catch (Error e) {
        text += e.getMessage() + await(p.f("e")) + d;
      } finally {
        d *= await(p.f(3));
        text += d + await(p.f("y"));
      }
    } finally {
      d *= await(p.f(5));
      text += d + await(p.f("z"));
      p.log(text);
    }
    return ready(text + "end");
  }
}
