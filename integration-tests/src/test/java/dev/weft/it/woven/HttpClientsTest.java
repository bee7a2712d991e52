package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.interop.HttpClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The JDK's client against servers on this machine. Not on a deterministic runtime, which doesn't
 * wait for the client's threads.
 */
@Timeout(60)
final class HttpClientsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile boolean cleanedUp;

  HttpClientsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private HttpRequest.Builder serve(HttpHandler handler) {
    server.createContext("/", handler);
    return request(server.getAddress().getPort());
  }

  private static HttpRequest.Builder request(int port) {
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/"));
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aResponseIsAwaitedAndTheTaskGoesOnOnItsRuntime(Runtimes flavor) throws Exception {
    HttpRequest request = serve(exchange -> answer(exchange, "hello".getBytes(UTF_8))).build();
    String body =
        flavor.run(
            () -> {
              AsyncRuntime before = AsyncRuntime.current();
              HttpResponse<String> response =
                  await(HttpClients.send(client, request, BodyHandlers.ofString()));
              assertThat(response.statusCode()).isEqualTo(200);
              assertThat(AsyncRuntime.current()).isSameAs(before);
              return response.body();
            });
    assertThat(body).isEqualTo("hello");
  }

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    return bytes;
  }

  private static long checksum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLongBodyIsAStreamForASlowReader(Runtimes flavor) throws Exception {
    byte[] sent = pattern(3_000_000);
    HttpRequest request = serve(exchange -> answer(exchange, sent)).build();
    long got =
        flavor.run(
            () -> {
              CRC32 sum = new CRC32();
              var response = await(HttpClients.send(client, request, HttpClients.streaming()));
              for (ByteBuffer buffer : each(response.body())) {
                await(yieldNow());
                sum.update(buffer);
              }
              return sum.getValue();
            });
    assertThat(got).isEqualTo(checksum(sent));
  }

  /** Sends until it can't. */
  private static void sendForever(HttpExchange exchange, CountDownLatch broken) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] chunk = new byte[10_000];
    try (OutputStream out = exchange.getResponseBody()) {
      while (!Thread.currentThread().isInterrupted()) {
        out.write(chunk);
      }
    } catch (IOException e) {
      broken.countDown();
      throw e;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void closingABodyEndsTheConnection(Runtimes flavor) throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    HttpRequest request = serve(exchange -> sendForever(exchange, broken)).build();
    flavor.run(
        () -> {
          var response = await(HttpClients.send(client, request, HttpClients.streaming()));
          AsyncStream<ByteBuffer> body = response.body();
          assertThat(await(body.next())).isNotNull();
          await(body.closeAsync());
          assertThat(await(body.next())).isNull();
          return null;
        });
    broken.await();
  }

  @Async
  private Future<String> sending(HttpRequest request) {
    try {
      return ready(await(HttpClients.send(client, request, BodyHandlers.ofString())).body());
    } finally {
      cleanedUp = true;
    }
  }

  /** A server that reads a request, and then tells when the client has gone. */
  private void acceptOne(ServerSocket listening, CountDownLatch asked, CountDownLatch gone) {
    try (Socket connection = listening.accept()) {
      InputStream in = connection.getInputStream();
      int read = in.read();
      asked.countDown();
      while (read >= 0) {
        read = in.read();
      }
      gone.countDown();
    } catch (IOException e) {
      gone.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void cancellingTheRequestEndsTheConnection(Runtimes flavor) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> acceptOne(listening, asked, gone));
      HttpRequest request = request(listening.getLocalPort()).build();
      Outcome<String> outcome =
          flavor.run(
              () -> {
                JoinHandle<String> task = spawn(sending(request));
                await(Until.holds(() -> asked.getCount() == 0));
                task.abort();
                return await(task.outcome());
              });
      gone.await();
      assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
      assertThat(cleanedUp).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void failuresAreTheClientsOwn(Runtimes flavor) throws Exception {
    int port;
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listening.getLocalPort();
    }
    assertThatThrownBy(() -> flavor.run(() -> await(sending(request(port).build()))))
        .isInstanceOf(IOException.class);
    assertThat(cleanedUp).isTrue();
  }

  private static void breakOff(ServerSocket listening) {
    try (Socket connection = listening.accept()) {
      connection.getInputStream().read();
      String head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.";
      connection.getOutputStream().write(head.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aBodyThatBreaksOffFailsTheStream(Runtimes flavor) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> breakOff(listening));
      HttpRequest request = request(listening.getLocalPort()).build();
      List<String> got = new ArrayList<>();
      assertThatThrownBy(() -> flavor.run(() -> await(readInto(got, request))))
          .isInstanceOf(IOException.class);
      assertThat(String.join("", got)).isEqualTo("ten bytes.");
    }
  }

  @Async
  private Future<Void> readInto(List<String> got, HttpRequest request) throws IOException {
    var response = await(HttpClients.send(client, request, HttpClients.streaming()));
    for (ByteBuffer buffer : each(response.body(), IOException.class)) {
      got.add(US_ASCII.decode(buffer).toString());
    }
    return ready();
  }

  private static void echo(HttpExchange exchange) throws IOException {
    answer(exchange, exchange.getRequestBody().readAllBytes());
  }

  /** Gives parts of an array, and waits between them. */
  private final class Parts implements AsyncStream<ByteBuffer> {
    private final byte[] bytes;
    private int from;

    Parts(byte[] bytes) {
      this.bytes = bytes;
    }

    @Async
    @Override
    public Future<@Nullable ByteBuffer> next() {
      await(yieldNow());
      int length = Math.min(10_000, bytes.length - from);
      from += length;
      return ready(length == 0 ? null : ByteBuffer.wrap(bytes, from - length, length));
    }

    @Async
    @Override
    public Future<Void> closeAsync() {
      await(yieldNow());
      cleanedUp = true;
      return ready();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aRequestBodyIsAStream(Runtimes flavor) throws Exception {
    byte[] sent = pattern(500_000);
    HttpRequest.Builder builder = serve(HttpClientsTest::echo);
    byte[] got =
        flavor.run(
            () -> {
              BodyPublisher body = HttpClients.body(AsyncRuntime.current(), () -> new Parts(sent));
              HttpRequest request = builder.POST(body).build();
              return await(HttpClients.send(client, request, BodyHandlers.ofByteArray())).body();
            });
    assertThat(checksum(got)).isEqualTo(checksum(sent));
    assertThat(cleanedUp).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aRequestBodyThatFailsFailsTheRequest(Runtimes flavor) {
    HttpRequest.Builder builder = serve(HttpClientsTest::echo);
    assertThatThrownBy(
            () ->
                flavor.run(
                    () -> {
                      AsyncStream<ByteBuffer> failing =
                          () -> failed(new IllegalStateException("no more"));
                      HttpRequest request =
                          builder
                              .POST(HttpClients.body(AsyncRuntime.current(), 10, () -> failing))
                              .build();
                      return await(HttpClients.send(client, request, BodyHandlers.ofString()));
                    }))
        .hasStackTraceContaining("no more");
  }

  /** Back-pressure: the client reads from the connection what it is asked for. */
  @Test
  void oneReadIsAskedForAtATime() throws Exception {
    List<String> log = new ArrayList<>();
    BodySubscriber<AsyncStream<ByteBuffer>> subscriber = HttpClients.streaming().apply(null);
    AsyncStream<ByteBuffer> body = subscriber.getBody().toCompletableFuture().get();
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            log.add("request " + count);
          }

          @Override
          public void cancel() {
            log.add("cancel");
          }
        });
    ByteBuffer first = ByteBuffer.allocate(1);
    ByteBuffer second = ByteBuffer.allocate(2);
    subscriber.onNext(List.of(first, second));
    assertThat(log).containsExactly("request 1");
    assertThat(body.next().join()).isSameAs(first);
    assertThat(log).containsExactly("request 1", "request 1");
    assertThat(body.next().join()).isSameAs(second);
    subscriber.onNext(List.of());
    subscriber.onComplete();
    assertThat(body.next().join()).isNull();
  }
}
