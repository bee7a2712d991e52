package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.AsyncLambda;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.internal.future.LambdaFrame;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code behind async functional interfaces, on runtimes. */
final class AsyncInterfaceTest {
  private static final int DEEP = 200_000;

  @AsyncLambda
  interface Handler {
    String handle(String request);
  }

  /** A class that waits for a gate while it has something to clean up. */
  private record Waiting(Gate<String> gate, List<String> log) implements Handler {
    @Override
    public String handle(String request) {
      try {
        return request + await(gate);
      } finally {
        log.add("cleaned up");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerSuspendsItsCaller(Runtimes runtime) throws Exception {
    Gate<String> gate = new Gate<>();
    Handler waiting = new Waiting(gate, new ArrayList<>());
    Handler loud = request -> waiting.handle(request) + "!";
    String text =
        runtime.run(
            () -> {
              JoinHandle<String> task = spawn(() -> loud.handle("a"));
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              gate.open("b");
              return await(task) + loud.handle("c");
            });
    assertThat(text).isEqualTo("ab!cb!");
  }

  @ParameterizedTest
  @EnumSource
  void cancellationReachesTheHandler(Runtimes runtime) throws Exception {
    Gate<String> gate = new Gate<>();
    List<String> log = new ArrayList<>();
    Handler waiting = new Waiting(gate, log);
    Outcome<String> outcome =
        runtime.run(
            () -> {
              JoinHandle<String> task = spawn(() -> waiting.handle("a"));
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(gate.wasCancelled()).isTrue();
    assertThat(log).containsExactly("cleaned up");
  }

  @Test
  void theJavaStackStaysBounded() throws Exception {
    AsyncFunction<Integer, Integer, RuntimeException> depth =
        new AsyncFunction<>() {
          @Override
          public Integer apply(Integer n) {
            if (n == 0) {
              await(yieldNow());
              return 0;
            }
            return apply(n - 1) + 1;
          }
        };
    assertThat(Runtimes.CURRENT_THREAD.run(() -> depth.apply(DEEP))).isEqualTo(DEEP);
  }

  private static Handler proxied(Handler target) {
    return (Handler)
        Proxy.newProxyInstance(
            Handler.class.getClassLoader(),
            new Class<?>[] {Handler.class},
            (proxy, method, arguments) -> target.handle((String) arguments[0]));
  }

  /** What isn't woven is called as it is: so it can't wrap what is. */
  @Test
  void proxiesArePlainObjects() throws Exception {
    Handler proxy = proxied(request -> request + "!");
    Handler wrong = proxied(request -> request + await(ready("!")));
    assertThat(Runtimes.CURRENT_THREAD.run(() -> proxy.handle("a"))).isEqualTo("a!");
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> wrong.handle("a")))
        .hasMessageStartingWith("[WEFT-113] this AsyncInterfaceTest.Handler awaits, so only async");
  }

  /** What the arm of a select is: a future, and what is to be done with its value. */
  private static final class Arm<T, R> implements Future<R> {
    private final Future<T> future;
    private final Function<T, AsyncFrame> handler;
    private @Nullable AsyncFrame handling;

    Arm(Future<T> future, Function<T, AsyncFrame> handler) {
      this.future = future;
      this.handler = handler;
    }

    @Override
    @SuppressWarnings("unchecked") // the future's own value
    public @Nullable Object poll(Context context) throws Throwable {
      if (handling == null) {
        Object value = future.poll(context);
        if (value == Poll.PENDING) {
          return Poll.PENDING;
        }
        handling = handler.apply((T) value);
      }
      return handling.poll(context);
    }

    @Override
    public @Nullable Object cancel(Context context) throws Throwable {
      return handling == null ? future.cancel(context) : handling.cancel(context);
    }
  }

  @ParameterizedTest
  @EnumSource
  void combinatorsRunHandlersWithArguments(Runtimes runtime) throws Exception {
    List<Object> seen = new ArrayList<>();
    AsyncFunction<String, Integer, RuntimeException> length =
        text -> {
          await(yieldNow());
          return text.length();
        };
    AsyncConsumer<Integer, RuntimeException> add =
        number -> {
          seen.add(await(async(() -> number + 1)));
        };
    AsyncConsumer<Integer, RuntimeException> plain = seen::add;
    runtime.run(
        () -> {
          int n = await(new Arm<String, Integer>(ready("abc"), v -> LambdaFrame.apply(length, v)));
          await(new Arm<Integer, Void>(ready(n), v -> LambdaFrame.accept(add, v)));
          await(new Arm<Integer, Void>(ready(n), v -> LambdaFrame.accept(plain, v)));
          return n;
        });
    assertThat(seen).containsExactly(4, 3);
  }
}
