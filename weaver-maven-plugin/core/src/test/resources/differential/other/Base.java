package differential.other;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Probe;

/** A superclass in another package, with protected members. */
public class Base {
  protected int number = 1;
  protected static int created;
  protected final Probe p;

  protected Base(Probe p) {
    this.p = p;
  }

  protected String describe(String what) {
    return what + " of Base " + number;
  }

  protected static String shout(String what) {
    return what + "!";
  }

  @Async
  protected Future<String> slowly(String what) {
    number += await(p.f(10));
    return ready("slow " + describe(what) + await(p.f("?")));
  }
}
