package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Stack traces of failures read as if nothing had ever been suspended. The lines that they name are
 * marked here; {@link TraceText} tells how.
 */
final class TraceTest {
  @Async
  private static Future<Integer> fail(boolean later) throws IOException {
    if (later) {
      await(yieldNow());
    }
    throw new IOException("expected"); // #fail
  }

  @Async
  private static Future<Integer> middle(boolean later) throws IOException {
    int value = await(fail(later)); // #middle
    return ready(value + 1);
  }

  @Async
  Future<Integer> outer(boolean later) throws IOException {
    return ready(await(middle(later)) + 1); // #outer
  }

  /** Checks the trace of a future on all runtimes, failing at once and after a suspension. */
  private static void check(Failure future, String expected) throws Exception {
    for (Runtimes runtimes : Runtimes.values()) {
      assertThat(trace(runtimes, future.of(false))).as(runtimes + ", at once").isEqualTo(expected);
      assertThat(trace(runtimes, future.of(true))).as(runtimes + ", later").isEqualTo(expected);
    }
  }

  /** A future that fails, at once or later. */
  interface Failure {
    Future<?> of(boolean later) throws Exception;
  }

  private static String trace(Runtimes runtimes, Future<?> future) throws Exception {
    try (AsyncRuntime runtime = runtimes.start()) {
      return TraceText.of(TraceTest.class, Blocked.failureOf(runtime, future));
    }
  }

  @Test
  @Tag("P93")
  void callersAreLogicalWhereTheStackHasLostThem() throws Exception {
    check(
        later -> new TraceTest().outer(later),
        """
        java.io.IOException: expected
          at TraceTest.fail(#fail)
          at TraceTest.middle(#middle)
          at TraceTest.outer(#outer)
          at Blocked.run(Blocked.java)
        """);
  }

  /** An interface's bodies are reached by a detour, which doesn't show. */
  interface Service {
    @Async
    default Future<Integer> serve(boolean later) throws IOException {
      return ready(await(new TraceTest().outer(later)) + 1); // #serve
    }
  }

  @Test
  void lambdasAndInterfacesToo() throws Exception {
    check(
        later ->
            async(
                () -> {
                  int value = await(new Service() {}.serve(later)); // #lambda
                  return value + 1;
                }),
        """
        java.io.IOException: expected
          at TraceTest.fail(#fail)
          at TraceTest.middle(#middle)
          at TraceTest.outer(#outer)
          at TraceTest$Service.serve(#serve)
          at TraceTest.lambda(#lambda)
          at Blocked.run(Blocked.java)
        """);
  }

  // Recursion

  @Async
  private static Future<Integer> direct(int n, boolean later) throws IOException {
    if (n == 0) {
      return ready(await(fail(later)) + 1); // #direct-end
    }
    return ready(await(direct(n - 1, later)) + 1); // #direct
  }

  @Async
  Future<Integer> virtual(int n, boolean later) throws IOException {
    if (n == 0) {
      return ready(await(fail(later)) + 1); // #virtual-end
    }
    return ready(await(virtual(n - 1, later)) + 1); // #virtual
  }

  @Test
  void recursionIsFolded() throws Exception {
    String expected =
        """
        java.io.IOException: expected
          at TraceTest.fail(#fail)
          at TraceTest.NAME(#NAME-end)
          at TraceTest.NAME(#NAME)
          at ... repeated 999 more times at TraceTest.NAME(#NAME)
          at Blocked.run(Blocked.java)
        """;
    check(later -> direct(1000, later), expected.replace("NAME", "direct"));
    check(later -> new TraceTest().virtual(1000, later), expected.replace("NAME", "virtual"));
  }

  @Async
  Future<Integer> ping(int n, boolean later) throws IOException {
    return ready(await(pong(n, later)) + 1); // #ping
  }

  @Async
  Future<Integer> pong(int n, boolean later) throws IOException {
    return ready(await(n == 0 ? fail(later) : ping(n - 1, later)) + 1); // #pong
  }

  @Test
  void soIsRecursionInACircle() throws Exception {
    check(
        later -> new TraceTest().ping(500, later),
        """
        java.io.IOException: expected
          at TraceTest.fail(#fail)
          at TraceTest.pong(#pong)
          at TraceTest.ping(#ping)
          at ... last 2 calls repeated 500 more times at TraceTest.pong(#pong)
          at Blocked.run(Blocked.java)
        """);
  }

  @Test
  void aMillionCallsAreAllCounted() throws Exception {
    check(
        later -> async(() -> await(direct(1_000_000, later))), // #million
        """
        java.io.IOException: expected
          at TraceTest.fail(#fail)
          at TraceTest.direct(#direct-end)
          at TraceTest.direct(#direct)
          at ... repeated 999999 more times at TraceTest.direct(#direct)
          at TraceTest.lambda(#million)
          at Blocked.run(Blocked.java)
        """);
  }

  // What is around an await

  @Async
  private static Future<Integer> wrapping(boolean later) {
    try {
      return ready(await(middle(later)) + 1); // #wrapped
    } catch (IOException e) {
      throw new IllegalStateException("wrapper", e); // #wrapper
    }
  }

  @Async
  private static Future<Integer> callsWrapping(boolean later) {
    return ready(await(wrapping(later)) + 1); // #calls-wrapping
  }

  @Test
  void aCauseHasItsCallersToo() throws Exception {
    check(
        TraceTest::callsWrapping,
        """
        java.lang.IllegalStateException: wrapper
          at TraceTest.wrapping(#wrapper)
          at TraceTest.callsWrapping(#calls-wrapping)
          at Blocked.run(Blocked.java)
        Caused by: java.io.IOException: expected
          at TraceTest.fail(#fail)
          at TraceTest.middle(#middle)
          at TraceTest.wrapping(#wrapped)
          ... more
        """);
  }

  @Async
  private static Future<Integer> wrapsItsOwn(boolean later) {
    if (later) {
      await(yieldNow());
    }
    try {
      throw new IOException("its own"); // #own
    } catch (IOException e) {
      throw new IllegalStateException("wrapper", e); // #own-wrapper
    }
  }

  @Async
  private static Future<Integer> callsWrapsItsOwn(boolean later) {
    return ready(await(wrapsItsOwn(later)) + 1); // #calls-own
  }

  @Test
  void evenIfItNeverCrossedAFrame() throws Exception {
    check(
        TraceTest::callsWrapsItsOwn,
        """
        java.lang.IllegalStateException: wrapper
          at TraceTest.wrapsItsOwn(#own-wrapper)
          at TraceTest.callsWrapsItsOwn(#calls-own)
          at Blocked.run(Blocked.java)
        Caused by: java.io.IOException: its own
          at TraceTest.wrapsItsOwn(#own)
          ... more
        """);
  }

  /** Fails when it is closed. */
  private static final class Resource implements AutoCloseable {
    @Override
    public void close() {
      throw new IllegalStateException("on close"); // #close
    }
  }

  @Async
  @SuppressWarnings("try") // what counts is that it is closed
  private static Future<Integer> closing(boolean later) throws IOException {
    try (Resource resource = new Resource()) { // #resource
      return ready(await(middle(later)) + 1); // #closing
    }
  }

  @Async
  private static Future<Integer> callsClosing(boolean later) throws IOException {
    return ready(await(closing(later)) + 1); // #calls-closing
  }

  @Test
  void aSuppressedFailureToo() throws Exception {
    check(
        TraceTest::callsClosing,
        """
        java.io.IOException: expected
          at TraceTest.fail(#fail)
          at TraceTest.middle(#middle)
          at TraceTest.closing(#closing)
          at TraceTest.callsClosing(#calls-closing)
          at Blocked.run(Blocked.java)
          Suppressed: java.lang.IllegalStateException: on close
            at TraceTest$Resource.close(#close)
            at TraceTest.closing(#resource)
            ... more
        """);
  }

  @Async
  private static Future<Integer> cleaningUp(boolean later) throws IOException {
    try {
      return ready(await(middle(later)) + 1); // #cleaning
    } finally {
      await(yieldNow());
      await(yieldNow());
    }
  }

  @Async
  private static Future<Integer> failsThenWaits(int depth) throws IOException {
    try {
      if (depth > 0) {
        return ready(await(failsThenWaits(depth - 1)) + 1); // #waits
      }
      throw new IOException("expected"); // #fails-first
    } finally {
      await(yieldNow());
    }
  }

  @Test
  void anAwaitOnTheWayOutChangesNothing() throws Exception {
    check(
        later -> async(() -> await(cleaningUp(later)) + await(cleaningUp(later))), // #cleaned
        """
        java.io.IOException: expected
          at TraceTest.fail(#fail)
          at TraceTest.middle(#middle)
          at TraceTest.cleaningUp(#cleaning)
          at TraceTest.lambda(#cleaned)
          at Blocked.run(Blocked.java)
        """);
    check(
        later -> failsThenWaits(2),
        """
        java.io.IOException: expected
          at TraceTest.failsThenWaits(#fails-first)
          at TraceTest.failsThenWaits(#waits)
          at TraceTest.failsThenWaits(#waits)
          at Blocked.run(Blocked.java)
        """);
  }

  @Async
  private static Future<String> logging(JoinHandle<Integer> task) throws IOException {
    try {
      return ready("no failure: " + await(task, IOException.class)); // #logging
    } catch (IOException e) {
      return ready(TraceText.of(TraceTest.class, e));
    }
  }

  @Async
  private static Future<String> callsLogging(boolean later) throws IOException {
    String text = await(logging(spawn(middle(later)))); // #calls-logging
    return ready(text);
  }

  @Test
  void aHandlerSeesTheCallersOfAnAwaitThatHadToWait() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      assertThat(Blocked.valueOf(runtime, callsLogging(true)))
          .isEqualTo(
              """
              java.io.IOException: expected
                at TraceTest.fail(#fail)
                at TraceTest.middle(#middle)
                at task A spawned at TraceTest.callsLogging(#calls-logging)
                at awaited at TraceTest.logging(#logging)
                at TraceTest.callsLogging(#calls-logging)
                at Blocked.run(Blocked.java)
              """);
    }
  }
}
