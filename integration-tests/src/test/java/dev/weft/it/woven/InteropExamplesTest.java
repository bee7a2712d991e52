package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.interop.Flows;
import dev.weft.interop.HttpClients;
import dev.weft.interop.Stages;
import dev.weft.interop.StreamSubscriber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The examples in {@code docs/interop.md} and in the documentation of {@code dev.weft.interop},
 * run; {@code JavadocTest} sees to it that they are the same.
 */
@Timeout(60)
final class InteropExamplesTest {
  /** Somebody else's client. */
  private static final class Client {
    CompletableFuture<String> request(String what) {
      return CompletableFuture.completedFuture(what + "!");
    }
  }

  private int total;
  private final StringBuilder saved = new StringBuilder();

  @ParameterizedTest
  @EnumSource
  void stages(Runtimes flavor) throws Exception {
    Client client = new Client();
    String all =
        flavor.run(
            () -> {
              String user = await(client.request("user"));

              Future<String> reply = Stages.owned(() -> client.request("status"));
              String status = await(timeout(Duration.ofSeconds(1), reply));

              return user + status;
            });
    assertThat(all).isEqualTo("user!status!");
  }

  @Async
  private static Future<String> load(String name) {
    await(yieldNow());
    return ready("the " + name);
  }

  /** Not where the time would jump to the time-out of another clock. */
  @Test
  void views() throws Exception {
    String loaded =
        Runtimes.ONE_WORKER.run(
            () -> {
              CompletableFuture<String> view = load("home").toCompletableFuture();
              view.orTimeout(1, TimeUnit.SECONDS);

              return await(load("page")) + await(view.handle((value, failure) -> ""));
            });
    assertThat(loaded).isEqualTo("the page");
  }

  @ParameterizedTest
  @EnumSource
  void shared(Runtimes flavor) throws Exception {
    String both =
        flavor.run(
            () -> {
              Future<String> config = load("config").named("load the config").shared();
              String first = await(config);
              String again = await(config);

              return first + again;
            });
    assertThat(both).isEqualTo("the configthe config");
  }

  @Test
  void threads() throws Exception {
    String page = load("home").join();

    assertThat(page).isEqualTo("the home");
  }

  private static String query(String text) {
    return text + " done";
  }

  @ParameterizedTest
  @EnumSource
  void executors(Runtimes flavor) throws Exception {
    String got =
        flavor.run(
            () -> {
              Executor executor = AsyncRuntime.current().handle().blockingExecutor();
              CompletableFuture<String> rows =
                  CompletableFuture.supplyAsync(() -> query("select"), executor);
              String row = await(rows);

              return row;
            });
    assertThat(got).isEqualTo("select done");
  }

  @ParameterizedTest
  @EnumSource
  void publishers(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Flow.Publisher<Integer> publisher = Flows.publisher(() -> AsyncStream.of(1, 2, 3));

          AsyncStream<Integer> numbers = Flows.stream(publisher);
          for (int number : each(numbers)) {
            total += number;
          }

          return null;
        });
    assertThat(total).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource
  void subscribers(Runtimes flavor) throws Exception {
    List<String> got =
        flavor.run(
            () -> {
              StreamSubscriber<String> subscriber = StreamSubscriber.create();

              Flow.Publisher<String> names = Flows.publisher(() -> AsyncStream.of("anna", "bert"));
              names.subscribe(subscriber);

              List<String> all = new ArrayList<>();
              for (String name : each(subscriber)) {
                all.add(name);
              }
              return all;
            });
    assertThat(got).containsExactly("anna", "bert");
  }

  @ParameterizedTest
  @EnumSource
  void subscribersOfAWindow(Runtimes flavor) throws Exception {
    int got =
        flavor.run(
            () -> {
              Flow.Publisher<Integer> publisher = Flows.publisher(() -> AsyncStream.of(1, 2, 3));

              StreamSubscriber<Integer> numbers = StreamSubscriber.withWindow(16);
              publisher.subscribe(numbers);
              int first = await(numbers.next());
              numbers.close();

              return first;
            });
    assertThat(got).isEqualTo(1);
  }

  private static void echo(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Async
  private Future<Void> save(ByteBuffer buffer) {
    await(yieldNow());
    saved.append(UTF_8.decode(buffer));
    return ready();
  }

  @Test
  void httpClients() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", InteropExamplesTest::echo);
    server.start();
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    URI uri = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
    HttpClient client = HttpClient.newHttpClient();
    try {
      assertThat(Runtimes.ONE_WORKER.<String>run(() -> await(exchanged(client, uri))))
          .isEqualTo("two parts");
    } finally {
      server.stop(0);
    }
    assertThat(saved).hasToString("hello");
  }

  @Async
  private Future<String> exchanged(HttpClient client, URI uri) {
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("hello")).build();

    HttpResponse<AsyncStream<ByteBuffer>> response =
        await(HttpClients.send(client, request, HttpClients.streaming()));
    for (ByteBuffer buffer : each(response.body())) {
      await(save(buffer));
    }

    ByteBuffer head = UTF_8.encode("two ");
    ByteBuffer rest = UTF_8.encode("parts");

    HttpRequest upload =
        HttpRequest.newBuilder(uri)
            .POST(HttpClients.body(AsyncRuntime.current(), () -> AsyncStream.of(head, rest)))
            .build();
    HttpResponse<String> answer = await(HttpClients.send(client, upload, BodyHandlers.ofString()));

    return ready(answer.body());
  }
}
