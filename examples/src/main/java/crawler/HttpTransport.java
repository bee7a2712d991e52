package crawler;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.interop.HttpClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;

/** Fetches pages with the JDK's HTTP client. */
final class HttpTransport implements Transport {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String agent;
  private final int maxBytes;

  HttpTransport(String agent, int maxBytes) {
    this.agent = agent;
    this.maxBytes = maxBytes;
  }

  @Async
  @Override
  public Future<Response> get(URI url) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(url).header("User-Agent", agent).build();
    HttpResponse<AsyncStream<ByteBuffer>> response =
        await(HttpClients.send(client, request, HttpClients.streaming()));
    byte[] body = await(using(response.body(), stream -> await(readAll(stream))));
    return ready(
        new Response(
            response.statusCode(),
            response.headers().firstValue("Content-Type").orElse(""),
            response.headers().firstValue("Location").orElse(""),
            body));
  }

  @Async
  private Future<byte[]> readAll(AsyncStream<ByteBuffer> stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer buffer : each(stream)) {
      if (all.size() + buffer.remaining() > maxBytes) {
        throw new PageException("more than " + maxBytes + " bytes");
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      all.writeBytes(bytes);
    }
    return ready(all.toByteArray());
  }
}
