package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;

/** Awaits in and around try-with-resources. */
public final class Resources {
  private Resources() {}

  @Async
  public static Future<String> opened(Probe p) {
    try (Resource r = new Resource(p, await(p.f("r")), null)) {
      return ready(r.name + await(p.f(" used")));
    }
  }

  @Async
  public static Future<String> two(Probe p) {
    String text = "";
    try (Resource a = new Resource(p, await(p.f("a")), null);
        Resource b = new Resource(p, a.name + await(p.f("b")), null)) {
      text += a.name + await(p.f("-")) + b.name;
    }
    return ready(text);
  }

  @Async
  public static Future<String> bodyFails(Probe p) {
    try (Resource r = new Resource(p, "r", null)) {
      await(p.fail(new IllegalStateException("in " + r.name)));
    }
    return ready("not here");
  }

  @Async
  public static Future<String> closeFails(Probe p) {
    try (Resource r = new Resource(p, "r", "close")) {
      p.log(await(p.f(r.name)));
    }
    return ready("not here");
  }

  @Async
  public static Future<String> bothFail(Probe p) {
    try (Resource a = new Resource(p, "a", "close a");
        Resource b = new Resource(p, "b", "close b")) {
      await(p.fail(new IllegalStateException(a.name + b.name)));
    }
    return ready("not here");
  }

  @Async
  public static Future<String> secondFailsToOpen(Probe p) {
    try (Resource a = new Resource(p, "a", "close a");
        Resource b = await(p.<Resource>fail(new IllegalStateException("open b")))) {
      p.log("not here " + a + b);
    }
    return ready("not here");
  }

  @Async
  public static Future<String> suppressedReadInCatch(Probe p) {
    try (Resource r = new Resource(p, await(p.f("r")), "close")) {
      await(p.fail(new IllegalStateException(r.name)));
    } catch (IllegalStateException e) {
      String text = await(p.f("caught ")) + e.getMessage();
      return ready(text + e.getSuppressed()[0].getMessage() + await(p.f("!")));
    } finally {
      p.log(await(p.f("finally")));
    }
    return ready("not here");
  }

  @Async
  public static Future<String> nullResource(Probe p) {
    try (Resource r = await(p.f(null))) {
      return ready("null is fine " + r + await(p.f("!")));
    }
  }

  @Async
  public static Future<String> variableAsResource(Probe p) {
    Resource r = new Resource(p, await(p.f("outside")), null);
    try (r) {
      p.log(await(p.f("inside")) + r.name);
    }
    return ready(r.name);
  }

  @Async
  public static Future<String> inLoop(Probe p) {
    String text = "";
    for (int i = 0; i < 4; i++) {
      try (Resource r = new Resource(p, "r" + await(p.f(i)), null)) {
        if (i == 1) {
          continue;
        }
        if (i == 3) {
          break;
        }
        text += r.name + await(p.f(","));
      }
      text += ";";
    }
    return ready(text);
  }

  @Async
  public static Future<String> nested(Probe p) {
    String text = "";
    try (Resource a = new Resource(p, "a", null)) {
      try (Resource b = new Resource(p, a.name + "b", "close b")) {
        text += await(p.f(b.name));
      } catch (IllegalStateException e) {
        text += await(p.f(e.getMessage())) + a.name;
      }
      text += await(p.f("!"));
    }
    return ready(text);
  }

  @Async
  public static Future<Long> primitivesAround(Probe p) {
    long sum = 1L << 40;
    double d = 0.5;
    try (Resource a = new Resource(p, "a", null)) {
      sum += await(p.f(2L)) + a.name.length();
      d *= await(p.f(3));
    }
    return ready(sum + (long) d);
  }

  @Async
  public static Future<String> finallyAroundClose(Probe p) {
    try {
      try (Resource r = new Resource(p, "r", "close")) {
        return ready(await(p.f(r.name)));
      }
    } finally {
      p.log(await(p.f("outer finally")));
    }
  }

  static final class Resource implements AutoCloseable {
    final Probe p;
    final String name;
    final String failure;

    Resource(Probe p, String name, String failure) {
      this.p = p;
      this.name = name;
      this.failure = failure;
      p.log("open " + name);
    }

    @Override
    public void close() {
      p.log("close " + name);
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
