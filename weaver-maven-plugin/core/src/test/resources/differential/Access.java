package differential;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import differential.other.Base;
import differential.other.Hiding;

/** Access to what an async method may use because of where it stands. */
public final class Access {
  private Access() {}

  @Async
  @Pitfall(52)
  public static Future<Object> protectedMembers(Probe p) {
    Sub sub = new Sub(p);
    return ready(await(sub.uses()) + sub);
  }

  @Async
  @Pitfall(50)
  public static Future<Object> superCalls(Probe p) {
    Sub sub = new Sub(p);
    return ready(await(sub.callsSuper("it")) + sub);
  }

  @Async
  public static Future<Object> overridden(Probe p) {
    Base base = new Sub(p);
    return ready(await(((Sub) base).slowly("what")) + base);
  }

  @Async
  @Pitfall({53, 54})
  public static Future<Object> privateMembers(Probe p) {
    Secret secret = new Secret(await(p.f(3)));
    secret.number += await(p.f(4));
    Secret.total = Secret.total * 0 + await(p.f(5));
    return ready(secret.hide(await(p.f("x"))) + Secret.total + await(new Secret(7).own(p)));
  }

  @Async
  @Pitfall(21)
  public static Future<Object> hiddenClass(Probe p) {
    var hidden = Hiding.make();
    int sum = await(p.f(5));
    for (int i = 0; i < 2; i++) {
      sum += Hiding.count(hidden) * await(p.f(10));
    }
    return ready(StackShapes.join(hidden, sum));
  }

  @Async
  public static Future<Object> hiddenClassBelow(Probe p) {
    String text = "";
    for (int i = 0; i < 2; i++) {
      var hidden = i == 0 ? null : Hiding.make();
      text += StackShapes.three(hidden, await(p.f(i)), hidden == null ? 0 : Hiding.count(hidden));
    }
    return ready(text);
  }

  static final class Sub extends Base {
    Sub(Probe p) {
      super(p);
    }

    @Async
    Future<String> uses() {
      int before = this.number;
      this.number += await(p.f(5));
      super.number++;
      created = await(p.f(2));
      number = number * await(p.f(3));
      String text = describe(await(p.f("a"))) + super.describe(await(p.f("b")));
      return ready(text + shout(await(p.f("c"))) + before + created);
    }

    @Async
    Future<String> callsSuper(String what) {
      String a = await(super.slowly(what));
      String b = super.describe(await(p.f("d")));
      return ready(a + b + await(slowly(await(p.f("e")))));
    }

    @Async
    @Override
    protected Future<String> slowly(String what) {
      String text = "Sub(" + await(super.slowly(what + await(p.f("f")))) + ")";
      return ready(text);
    }

    @Override
    protected String describe(String what) {
      return what + " of Sub " + number;
    }

    @Override
    public String toString() {
      return " number " + number;
    }
  }

  static final class Secret {
    private static int total = 100;
    private int number;

    private Secret(int number) {
      this.number = number;
    }

    private String hide(String what) {
      return what + number;
    }

    @Async
    private Future<String> own(Probe p) {
      number += await(p.f(1));
      Secret other = new Secret(await(p.f(2)) + number);
      other.number *= await(p.f(3));
      return ready(hide("own") + other.hide("other"));
    }
  }
}
