package dev.weft.interop;

import dev.weft.AsyncStream;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.RuntimeHandle;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Requests of the JDK's {@link HttpClient} as futures, and bodies as streams of buffers. Needs the
 * module {@code java.net.http}, which a program without it can do without.
 *
 * <pre>{@code
 * HttpResponse<AsyncStream<ByteBuffer>> response =
 *     await(HttpClients.send(client, request, HttpClients.streaming()));
 * for (ByteBuffer buffer : each(response.body())) {
 *   await(save(buffer));
 * }
 * }</pre>
 *
 * <p>The client keeps its own threads; the task that awaits goes on on its own runtime. The
 * client's time-outs end with the headers: {@code timeout(limit, ...)} around both the request and
 * the reading covers the body, too.
 */
public final class HttpClients {
  private HttpClients() {}

  /**
   * A lazy future of a response: the request is sent when the future is awaited. Cancelling it
   * aborts the exchange, which closes the connection, or the stream of one in HTTP/2; a response
   * that was faster is given.
   *
   * <p>A failure is the client's own, an {@link java.io.IOException} mostly.
   *
   * @param client the client
   * @param request the request
   * @param handler what becomes of the body
   * @param <T> the type of the body
   * @return the future, which may be awaited once
   */
  @CancelUnsafe("the exchange: it is aborted")
  public static <T> Future<HttpResponse<T>> send(
      HttpClient client, HttpRequest request, BodyHandler<T> handler) {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(handler, "handler");
    return Stages.owned(() -> client.sendAsync(request, handler));
  }

  /**
   * A handler that gives the body as a stream, as soon as the headers are there.
   *
   * <p>Back-pressure reaches the server: the client reads on only when the stream is read. {@code
   * next()} is cancel-safe. A body that breaks off fails {@code next()} with an {@link
   * java.io.IOException}. A stream that isn't read to its end must be closed, which closes the
   * connection.
   *
   * @return the handler
   */
  public static BodyHandler<AsyncStream<ByteBuffer>> streaming() {
    return info -> new BodyStream();
  }

  /**
   * A request body of a stream, of unknown length. A task on the runtime reads the stream as fast
   * as the client sends, and closes it; one that fails, fails the request.
   *
   * @param runtime where the task runs
   * @param streams makes the stream; again, if the client has to send the request again
   * @return the body
   */
  public static BodyPublisher body(
      RuntimeHandle runtime, Supplier<? extends AsyncStream<ByteBuffer>> streams) {
    return BodyPublishers.fromPublisher(Flows.publisher(runtime, streams));
  }

  /**
   * A request body of a stream whose length is known; otherwise as {@link #body(RuntimeHandle,
   * Supplier)}.
   *
   * @param runtime where the task runs
   * @param length the number of bytes, more than zero; the request fails if there are more or fewer
   * @param streams makes the stream
   * @return the body
   */
  public static BodyPublisher body(
      RuntimeHandle runtime, long length, Supplier<? extends AsyncStream<ByteBuffer>> streams) {
    return BodyPublishers.fromPublisher(Flows.publisher(runtime, streams), length);
  }
}
