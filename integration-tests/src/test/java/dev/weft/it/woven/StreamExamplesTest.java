package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.using;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.stream.CompletionStream;
import dev.weft.stream.StreamMap;
import dev.weft.sync.Broadcast;
import dev.weft.task.CancellationToken;
import dev.weft.task.JoinSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The examples of the page about streams and in their documentation; {@code JavadocTest} and {@code
 * StreamsPageTest} see to it that they are the same.
 */
final class StreamExamplesTest {
  private final List<String> log = new ArrayList<>();

  private record Page(String path, @Nullable String next) {
    String title() {
      return "title of " + path;
    }
  }

  private final class Session {
    @Async
    Future<Page> load(String path) {
      await(yieldNow());
      return StreamExamplesTest.this.load(path);
    }

    @Async
    Future<Void> logout() {
      await(yieldNow());
      log.add("logout");
      return ready();
    }
  }

  @Async
  private Future<Session> login() {
    await(yieldNow());
    log.add("login");
    return ready(new Session());
  }

  @Async
  private Future<Page> load(String path) {
    await(yieldNow());
    int number = Integer.parseInt(path.substring(1));
    log.add("load " + path);
    return ready(new Page(path, number < 5 ? "/" + (number + 1) : null));
  }

  @Async
  private static Future<String> translate(String title) {
    await(yieldNow());
    return ready(title.toUpperCase(Locale.ROOT));
  }

  @Async
  private Future<Void> handle(String line) {
    await(yieldNow());
    log.add(line);
    return ready();
  }

  AsyncStream<Page> pages(String first) {
    return AsyncStream.generate(
        emitter -> {
          Session session = await(login());
          try {
            for (String at = first; at != null; ) {
              Page page = await(session.load(at));
              await(emitter.emit(page));
              at = page.next();
            }
          } finally {
            await(shield(session.logout()));
          }
        });
  }

  @Test
  void aLoopOverAStream() throws Exception {
    AsyncStream<String> lines = AsyncStream.of("a", "b");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          for (String line : each(lines)) {
            await(handle(line));
          }
          return null;
        });
    assertThat(log).containsExactly("a", "b");
  }

  @Test
  void severalAtOnce() throws Exception {
    List<String> all =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              List<String> titles =
                  await(
                      pages("/1")
                          .mapAsync(4, page -> await(translate(page.title())))
                          .take(3)
                          .toList());
              return titles;
            });
    assertThat(all).containsExactly("TITLE OF /1", "TITLE OF /2", "TITLE OF /3");
  }

  @Async
  private Future<Void> write(List<Integer> batch) {
    await(yieldNow());
    log.add("batch of " + batch.size());
    return ready();
  }

  @Test
  void batches() throws Exception {
    CancellationToken shutdown = new CancellationToken();
    AsyncStream<Integer> events =
        AsyncStream.from(IntStream.range(0, 250).boxed()).concat(AsyncStream.pending());
    Paused.run(
        () -> {
          JoinHandle<Void> work = spawn(writing(events, shutdown));
          await(sleep(Duration.ofMillis(60)));
          shutdown.cancel();
          return await(work);
        });
    assertThat(log).containsExactly("batch of 100", "batch of 100", "batch of 50");
  }

  @Async
  private Future<Void> writing(AsyncStream<Integer> events, CancellationToken shutdown) {
    await(
        events
            .takeUntil(shutdown.cancelled())
            .chunksTimeout(100, Duration.ofMillis(50))
            .forEach(batch -> await(write(batch))));
    return ready();
  }

  @Test
  void aStreamThatIsUsed() throws Exception {
    List<Page> got =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              List<Page> some = await(using(pages("/1"), all -> await(all.take(2).toList())));
              return some;
            });
    assertThat(got).extracting(Page::path).containsExactly("/1", "/2");
    assertThat(log).containsExactly("login", "load /1", "load /2", "logout");
  }

  @Test
  void futuresInTheOrderOfTheirEnds() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          CompletionStream<Page> found = new CompletionStream<>();
          found.push(load("/1"));
          for (Page page : each(found)) {
            if (page.next() != null) {
              found.push(load(page.next()));
            }
          }
          return null;
        });
    assertThat(log).containsExactly("load /1", "load /2", "load /3", "load /4", "load /5");
  }

  private void show(String key, String message) {
    log.add(key + ": " + message);
  }

  @Test
  void streamsWithKeys() throws Exception {
    Broadcast.Sender<String> news = Broadcast.sender(4);
    Broadcast.Sender<String> sport = Broadcast.sender(4);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<Void> reader = spawn(reading(news, sport));
          await(yieldNow());
          news.send("rain");
          sport.send("2:1");
          news.close();
          sport.close();
          return await(reader);
        });
    assertThat(log).containsExactlyInAnyOrder("news: rain", "sport: 2:1");
  }

  @Async
  private Future<Void> reading(Broadcast.Sender<String> news, Broadcast.Sender<String> sport) {
    StreamMap<String, String> topics = new StreamMap<>();
    topics.put("news", news.subscribe());
    topics.put("sport", sport.subscribe());
    for (Map.Entry<String, String> message : each(topics)) {
      show(message.getKey(), message.getValue());
    }
    return ready();
  }

  private static @Nullable Page success(Outcome<Page> outcome) {
    return outcome instanceof Outcome.Success<Page> success ? success.value() : null;
  }

  /** A method that gives a future of an element, or of null at the end, is a stream. */
  @Test
  void outcomesOfTasksAreAStream() throws Exception {
    List<Page> got =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              JoinSet<Page> set = new JoinSet<>();
              set.spawn(load("/3"));
              set.spawn(load("/5"));
              AsyncStream<Outcome<Page>> outcomes = set::joinNext;
              return await(outcomes.filterMap(StreamExamplesTest::success).toList());
            });
    assertThat(got).extracting(Page::path).containsExactlyInAnyOrder("/3", "/5");
  }
}
