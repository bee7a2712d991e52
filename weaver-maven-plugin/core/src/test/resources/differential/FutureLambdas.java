package differential;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncLambda;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.weaver.differential.Probe;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Async interfaces whose method returns a future, and references to async methods. */
public final class FutureLambdas {
  private FutureLambdas() {}

  @AsyncLambda
  interface Fetch<T> {
    Future<T> fetch(String id, int... numbers) throws IOException;
  }

  @AsyncLambda
  interface Eager {
    CompletableFuture<String> start(long n);
  }

  @AsyncLambda
  interface Staged {
    CompletionStage<Integer> start(Probe p);
  }

  @AsyncLambda
  interface Load {
    Future<String> load(Probe p);
  }

  @AsyncLambda
  interface Make {
    Future<Service> make(Probe p);
  }

  @AsyncLambda
  interface Narrow extends AsyncCallable<Future<String>, RuntimeException> {
    @Override
    Future<String> call();
  }

  @Async
  public static Future<Object> lazy(Probe p) throws IOException {
    String captured = await(p.f("c"));
    Fetch<String> fetch =
        (id, numbers) -> {
          String text = id + captured;
          for (int number : numbers) {
            text += await(p.f(number));
          }
          return ready(text);
        };
    return ready(await(fetch.fetch("a")) + await(fetch.fetch("b", 1, await(p.f(2)))));
  }

  @Async
  public static Future<Object> calledByPlainCode(Probe p) throws IOException {
    Fetch<Integer> fetch = (id, numbers) -> ready(await(p.f(id.length())) + numbers.length);
    return ready(await(plain(fetch, "abc")) + await(plain(fetch, "d")));
  }

  private static <T> Future<T> plain(Fetch<T> fetch, String id) throws IOException {
    return fetch.fetch(id, 7, 8);
  }

  @Async
  public static Future<Object> tails(Probe p) throws IOException {
    Fetch<String> fetch = (id, numbers) -> helper(p, await(p.f(id)));
    Fetch<String> outer = (id, numbers) -> fetch.fetch(id + await(p.f("o")), numbers);
    return ready(await(outer.fetch("t")));
  }

  @Async
  static Future<String> helper(Probe p, String s) {
    return ready(s + await(p.f("helper")));
  }

  @Async
  public static Future<Object> failing(Probe p) {
    Fetch<String> fetch =
        (id, numbers) -> {
          if (await(p.f(id)).isEmpty()) {
            throw new IOException("empty");
          }
          return p.fail(new IllegalStateException(id));
        };
    List<Object> seen = new ArrayList<>();
    for (String id : List.of("", "x")) {
      try {
        seen.add(await(fetch.fetch(id)));
      } catch (IOException | IllegalStateException e) {
        seen.add(e);
      }
    }
    return ready(seen);
  }

  @Async
  public static Future<Object> eager(Probe p) {
    Eager eager = n -> completed(n + await(p.f("e")));
    Eager chained = n -> eager.start(await(p.f(n)) + 1);
    Staged staged = probe -> completed(await(probe.f(5)) * 2);
    String a = await(chained.start(1L << 35));
    return ready(a + await(staged.start(p)) + await(eager.start(3)));
  }

  @Async
  public static Future<Object> serializable(Probe p) {
    Load load = (Load & Serializable) probe -> ready(await(probe.f("serializable")));
    return ready(await(load.load(p)) + (load instanceof Serializable));
  }

  @Async
  public static Future<Object> narrowedFromAValue(Probe p) {
    Narrow narrow = () -> ready(await(p.f("narrow")));
    AsyncCallable<Future<String>, RuntimeException> value = narrow;
    return ready(await(narrow.call()) + await(await(async(value))) + await(value.call()));
  }

  static class Service {
    private final Probe p;
    private int calls;

    Service(Probe p) {
      this.p = p;
    }

    @Async
    Future<String> load() {
      calls++;
      return ready(calls + await(p.f("load")));
    }

    @Async
    Future<String> loadBy(String id, int... numbers) {
      return ready(id + await(p.f(numbers.length)) + calls++);
    }

    @Async
    CompletableFuture<String> eager(long n) {
      return completed(await(p.f(n)) + "eager");
    }

    Future<Object> references() throws IOException {
      FutureCallable<String, RuntimeException> callable = this::load;
      Fetch<String> fetch = this::loadBy;
      Eager eager = this::eager;
      return async(
          () ->
              ready(
                  await(async(callable))
                      + await(async(this::load))
                      + await(fetch.fetch("f", 1, 2))
                      + await(eager.start(9))));
    }

    @Async
    static Future<String> ofProbe(Probe p) {
      return ready("static" + await(p.f(1)));
    }

    @Async
    static Future<Service> open(Probe p) {
      await(p.f("opened"));
      return ready(new Service(p));
    }
  }

  static final class SubService extends Service {
    SubService(Probe p) {
      super(p);
    }

    @Override
    @Async
    Future<String> load() {
      FutureCallable<String, RuntimeException> inherited = super::load;
      return ready("sub" + await(async(inherited)) + await(async(super::load)));
    }
  }

  @Async
  public static Future<Object> referencesToThis(Probe p) throws IOException {
    return ready(await(new Service(p).references()));
  }

  @Async
  public static Future<Object> referencesToSuper(Probe p) {
    Service service = new SubService(p);
    return ready(await(async(service::load)) + await(service.load()));
  }

  @Async
  public static Future<Object> unboundAndStaticReferences(Probe p) {
    Function<Service, Future<String>> unbound = Service::load;
    Load load = Service::ofProbe;
    Make make = Service::open;
    Service service = await(make.make(p));
    return ready(await(unbound.apply(service)) + await(load.load(p)) + await(service.load()));
  }

  /** A future that is made by a constructor. */
  @AsyncLambda
  interface Factory {
    Service make(Probe p);
  }

  @Async
  public static Future<Object> constructorReference(Probe p) {
    Factory factory = Service::new;
    Factory slow = probe -> new Service(await(probe.f(probe)) == null ? null : probe);
    await(p.f(1));
    return ready(await(factory.make(p).load()));
  }

  /** Implementations in classes. */
  static final class Store implements Fetch<String>, Load {
    private final Probe p;

    Store(Probe p) {
      this.p = p;
    }

    @Override
    public Future<String> fetch(String id, int... numbers) {
      return ready(id + numbers.length + await(p.f("store")));
    }

    @Override
    @Async
    public Future<String> load(Probe probe) {
      return ready("annotated" + await(probe.f("load")));
    }
  }

  static class EagerStore implements Eager, Staged {
    private final Probe p;

    EagerStore(Probe p) {
      this.p = p;
    }

    @Override
    public CompletableFuture<String> start(long n) {
      return completed(n + await(p.f("long")));
    }

    @Override
    public CompletableFuture<Integer> start(Probe probe) {
      return completed(await(probe.f(4)) * 4);
    }
  }

  @Async
  public static Future<Object> classes(Probe p) throws IOException {
    Store store = new Store(p);
    Fetch<String> fetch = store;
    Load load = store;
    EagerStore eager = new EagerStore(p);
    Staged staged = eager;
    return ready(
        await(store.fetch("a", 1))
            + await(fetch.fetch("b"))
            + await(load.load(p))
            + await(eager.start(3L))
            + await(staged.start(p)));
  }

  @Async
  public static Future<Object> sameBodyOfTwoKinds(Probe p) throws IOException {
    FutureCallable<Integer, RuntimeException> future = () -> p.f(await(p.f(7)));
    AsyncCallable<Future<Integer>, RuntimeException> value = () -> p.f(await(p.f(7)));
    FutureCallable<Integer, RuntimeException> again = () -> p.f(await(p.f(7)));
    Supplier<Future<Integer>> plain = () -> p.f(7);
    int n = await(future.call());
    n += await(value.call()) + await(async(again));
    return ready(n + await(plain.get()));
  }

  @Async
  public static Future<Object> inFields(Probe p) {
    return ready(await(new Holder(p).load.load(p)) + await(Holder.STATIC.load(p)));
  }

  static final class Holder {
    static final Load STATIC = p -> ready(await(p.f("static")));
    final Load load;

    Holder(Probe p) {
      String local = "local";
      load = probe -> ready(local + await(p.f("constructor")) + await(probe.f("!")));
    }
  }
}
