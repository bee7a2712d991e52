package dev.weft.it.cancel;

import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.using;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.AsyncRunnable;
import dev.weft.AsyncRuntime;
import dev.weft.Borrowed;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.OneOf2;
import dev.weft.Outcome;
import dev.weft.Weft;
import dev.weft.it.Checkout;
import dev.weft.sync.Mpsc;
import dev.weft.task.CancellationToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/cancellation.md} shows is code of this file, and does what the page says. */
final class CancellationExamplesTest {
  private static final Path PAGE = Checkout.root().resolve("docs/cancellation.md");
  private static final Path HERE =
      Checkout.root()
          .resolve("integration-tests/src/test/java/dev/weft/it/cancel")
          .resolve("CancellationExamplesTest.java");

  private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  private final List<String> log = new ArrayList<>();

  private void run(AsyncRunnable<?> body) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
      runtime.blockOn(Weft.<Exception>async(body));
    }
  }

  @Test
  void everySnippetOfThePageIsHere() throws IOException {
    String here = dense(Files.readString(HERE));
    List<String> snippets =
        SNIPPET.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
    assertThat(snippets).hasSizeGreaterThan(4);
    assertThat(snippets.stream().flatMap(each -> Stream.of(each.split("\\n\\n"))))
        .allSatisfy(part -> assertThat(here).as(part).contains(dense(part)));
  }

  private static String dense(String code) {
    return code.replaceAll("\\s", "");
  }

  @Async
  private Future<Void> copy() {
    try {
      await(copyAll());
    } finally {
      await(shield(saveProgress()));
    }
    return ready();
  }

  @Async
  private Future<Void> copyAll() {
    await(Future.<Void>widen(pending()));
    return ready();
  }

  @Async
  private Future<Void> saveProgress() {
    await(sleep(Duration.ofSeconds(1)));
    log.add("saved");
    return ready();
  }

  @Test
  void cleanupAwaitsInAShieldAndThePersonWhoWaitsIsToldWhy() throws Exception {
    run(
        () -> {
          JoinHandle<Void> task = spawn(copy());
          await(yieldNow());
          task.abort("shutting down");
          if (await(task.outcome()) instanceof Outcome.Cancelled<?> cancelled) {
            log.add("not copied: " + cancelled.reason());
          }
        });
    assertThat(log).containsExactly("saved", "not copied: shutting down");
  }

  @Test
  void whoHasTimedOutHasCleanedUp() throws Exception {
    run(
        () -> {
          try {
            await(timeout(Duration.ofSeconds(5), copy()));
          } catch (TimeoutException e) {
            log.add("saved before this");
          }
        });
    assertThat(log).containsExactly("saved", "saved before this");
  }

  private final class Connection implements AsyncCloseable {
    @Async
    Future<String> ask(String question) {
      await(yieldNow());
      return ready(question + " yourself");
    }

    @Async
    @Override
    public Future<Void> closeAsync() {
      await(yieldNow());
      log.add("goodbye");
      return ready();
    }
  }

  @Test
  void aResourceIsClosed() throws Exception {
    run(
        () -> {
          Connection connection = new Connection();
          log.add(await(using(connection, c -> await(c.ask("hello")))));
        });
    assertThat(log).containsExactly("goodbye", "hello yourself");
  }

  @Test
  void aTokenIsCancelledWithAnother() throws Exception {
    run(
        () -> {
          CancellationToken shutdown = new CancellationToken();
          CancellationToken request = shutdown.childToken();
          request.cancelAfter(Duration.ofSeconds(30));
          await(request.runUntilCancelled(copy()));
          log.add(String.valueOf(request.reason()));
        });
    assertThat(log).containsExactly("saved", "its time of PT30S is over");
  }

  @Async
  private Future<String> load() {
    await(sleep(Duration.ofSeconds(3)));
    return ready("text");
  }

  @Async
  private Future<String> loadAndTell() {
    Borrowed<String> loading = borrow(load());
    while (true) {
      OneOf2<String, Void> first = await(select(loading, sleep(Duration.ofSeconds(2))));
      if (first.index() == 1) {
        return ready(first.first());
      }
      log.add("still loading");
    }
  }

  @Test
  void whatIsBorrowedGoesOn() throws Exception {
    run(() -> log.add(await(loadAndTell())));
    assertThat(log).containsExactly("still loading", "text");
  }

  @Async
  @CancelSafe
  private Future<Integer> nextNumber(Mpsc.Receiver<String> lines) {
    return ready(Integer.parseInt(String.valueOf(await(lines.recv()))));
  }

  @Test
  void aMethodOfOnesOwnMayLoseNothing() throws Exception {
    run(
        () -> {
          Mpsc.Channel<String> lines = Mpsc.channel(1);
          for (int i = 0; i < 3; i++) {
            await(select(nextNumber(lines.rx()), sleep(Duration.ofSeconds(1))));
          }
          lines.tx().trySend("7");
          log.add("got " + await(nextNumber(lines.rx())));
          lines.tx().close();
        });
    assertThat(log).containsExactly("got 7");
  }
}
