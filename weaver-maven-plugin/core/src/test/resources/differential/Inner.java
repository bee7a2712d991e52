package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.weaver.differential.Pitfall;
import dev.weft.weaver.differential.Probe;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Async methods of inner, local and anonymous classes. */
public final class Inner {
  private final Probe p;
  private int number = 1;
  private String text = "";

  private Inner(Probe p) {
    this.p = p;
  }

  final class Member {
    private int number = 10;

    @Async
    Future<String> adds(int n) {
      number += await(p.f(n));
      Inner.this.number += await(p.f(n * 2)) + this.number;
      text += "adds";
      return ready(number + "/" + Inner.this.number);
    }

    final class Deeper {
      int number = 100;

      @Async
      Future<String> adds() {
        Inner.this.number++;
        Member.this.number += await(p.f(5));
        number -= await(p.f(Inner.this.number));
        return ready(number + await(Member.this.adds(1)) + await(outerPrivate("x")));
      }
    }
  }

  @Async
  private Future<String> outerPrivate(String s) {
    text += await(p.f(s));
    return ready(text + number);
  }

  @Async
  Future<String> instance(int n, long wide) {
    number += n;
    this.text = await(p.f("t")) + number;
    for (int i = 0; i < n; i++) {
      this.number += await(p.f(i));
      text += number;
    }
    return ready(text + wide + this);
  }

  @Override
  public String toString() {
    return "Inner" + number;
  }

  @Async
  public static Future<Object> instanceMethod(Probe p) {
    return ready(await(new Inner(p).instance(3, 1L << 40)));
  }

  @Async
  @Pitfall(53)
  public static Future<Object> memberClass(Probe p) {
    Inner inner = new Inner(p);
    Member member = inner.new Member();
    return ready(await(member.adds(2)) + await(member.adds(3)) + inner.text);
  }

  @Async
  public static Future<Object> memberOfMember(Probe p) {
    Inner inner = new Inner(p);
    return ready(await(inner.new Member().new Deeper().adds()) + inner);
  }

  @Async
  public static Future<Object> madeAfterAwait(Probe p) {
    return ready(await(await(p.f(new Inner(p))).new Member().adds(await(p.f(4)))));
  }

  @Async
  @Pitfall(53)
  public static Future<Object> localClass(Probe p) {
    String captured = await(p.f("captured"));
    long wide = await(p.f(1L << 40));
    class Local {
      final int n;

      Local(int n) {
        this.n = n;
      }

      @Async
      Future<String> run() {
        return ready(captured + await(p.f(n)) + wide + n);
      }
    }
    return ready(await(new Local(await(p.f(2))).run()) + await(new Local(3).run()));
  }

  @Async
  @Pitfall(53)
  public static Future<Object> anonymousClass(Probe p) {
    String captured = await(p.f("captured"));
    var object =
        new Object() {
          int field = 3;

          @Async
          Future<String> run(String s) {
            field += await(p.f(4));
            return ready(captured + s + field + await(p.f("!")));
          }
        };
    return ready(await(object.run("a")) + await(object.run("b")) + object.field);
  }

  @Async
  @Pitfall(60)
  public static Future<Object> anonymousInAnonymous(Probe p) {
    var outer =
        new Object() {
          @Async
          Future<String> run(int n) {
            int got = await(p.f(n));
            var inner =
                new Object() {
                  @Async
                  Future<String> run() {
                    return ready("inner" + got + await(p.f(n)));
                  }
                };
            return ready("outer" + await(inner.run()) + got);
          }
        };
    return ready(await(outer.run(5)));
  }

  @Async
  @Pitfall(53)
  public static Future<Object> lambdaInMember(Probe p) {
    return ready(await(new Inner(p).usesLambda(await(p.f(3)))));
  }

  @Async
  private Future<String> usesLambda(int n) {
    Runnable plain = () -> number += n;
    plain.run();
    String a =
        await(
            async(
                () -> {
                  plain.run();
                  number += await(p.f(100));
                  return text + number + n;
                }));
    plain.run();
    return ready(a + number + await(outerPrivate("z")));
  }

  @Async
  @Pitfall(55)
  public static Future<Object> plainLambdasOfPrivateMembers(Probe p) {
    return ready(await(new Inner(p).usesPrivateMembers(await(p.f(5)))));
  }

  private void append(Object o) {
    text += o;
  }

  @Async
  private Future<String> usesPrivateMembers(int captured) {
    Supplier<String> sum = () -> captured + number + text;
    number += await(p.f(2));
    text += sum.get();
    List.of(await(p.f("a")), "b").forEach(this::append);
    Function<Probe, Inner> make = Inner::new;
    return ready(sum.get() + make.apply(await(p.f(p))));
  }

  @Async
  public static Future<Object> staticNested(Probe p) {
    Nested nested = await(Nested.make(p, 5));
    nested.secret += await(p.f(1));
    return ready(nested.secret + await(nested.twice()));
  }

  private static final class Nested {
    private final Probe p;
    private int secret;

    private Nested(Probe p, int secret) {
      this.p = p;
      this.secret = secret;
    }

    @Async
    private static Future<Nested> make(Probe p, int n) {
      return ready(new Nested(p, await(p.f(n))));
    }

    @Async
    private Future<Integer> twice() {
      secret *= await(p.f(2));
      return ready(secret);
    }
  }
}
