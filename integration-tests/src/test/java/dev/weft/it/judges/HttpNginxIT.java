package dev.weft.it.judges;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTTP server behind nginx, which judges it as whoever has a proxy does. */
@Timeout(300)
final class HttpNginxIT {
  private static final int REQUESTS = 1_000;

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  @TempDir Path directory;

  private final Judge nginx = Judge.find("nginx", "nginx", "-v");
  private final Judge curl = Judge.find("curl", "curl");
  private final Judge h2load = Judge.find("h2load", "nghttp2-client");

  /** It listens at a path, as it doesn't tell which port is free, and is a single process. */
  private ServerProcess nginx(Path socket, ServerProcess server) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("nginx.conf"),
            """
            daemon off;
            master_process off;
            pid DIRECTORY/nginx.pid;
            error_log stderr notice;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path DIRECTORY/bodies;
              proxy_temp_path DIRECTORY/proxied;
              fastcgi_temp_path DIRECTORY/f;
              uwsgi_temp_path DIRECTORY/u;
              scgi_temp_path DIRECTORY/s;
              upstream weft { server 127.0.0.1:PORT; keepalive 8; }
              server {
                listen unix:SOCKET;
                location / {
                  proxy_pass http://weft;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  client_body_buffer_size 1m;
                  proxy_max_temp_file_size 0;
                }
              }
            }
            """
                .replace("DIRECTORY", directory.toString())
                .replace("PORT", String.valueOf(server.port()))
                .replace("SOCKET", socket.toString()));
    return ServerProcess.start(
        List.of(
            nginx.file().toString(),
            "-p",
            directory.toString(),
            "-e",
            "stderr",
            "-c",
            configuration.toString()),
        "getrlimit");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void itKeepsItsConnections(Jdk jdk) throws IOException, InterruptedException {
    Path socket = directory.resolve("nginx.sock");
    try (ServerProcess server = HttpExample.start(jdk);
        ServerProcess proxy = nginx(socket, server);
        HttpClient control = new HttpClient(server.port())) {
      Execution run =
          h2load
              .with(
                  List.of(
                      "--h1",
                      "-n",
                      "" + REQUESTS,
                      "-c",
                      "8",
                      "-B",
                      "unix:" + socket,
                      "http://proxy/plaintext"))
              .run();
      assertThat(run.out()).contains(REQUESTS + " succeeded, 0 failed, 0 errored, 0 timeout");
      assertThat(control.stat("requests")).isEqualTo(REQUESTS);
      assertThat(control.stat("connections_accepted")).isBetween(2L, 9L);
      proxy.interrupt();
      String unused = proxy.assertExit(0);
    }
    VERDICTS.record(
        nginx,
        "upstream weft { server 127.0.0.1:PORT; keepalive 8; }",
        REQUESTS + " requests of h2load over 8 connections go on over no more than 8",
        REQUESTS + " succeeded");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void itPassesBodiesAndPartsOn(Jdk jdk) throws IOException, InterruptedException {
    Path socket = directory.resolve("nginx.sock");
    Path root = Files.createDirectory(directory.resolve("root"));
    String content = IntStream.range(0, 50_000).mapToObj(i -> i + "\n").collect(joining());
    Path file = Files.writeString(root.resolve("numbers.txt"), content);
    try (ServerProcess server = HttpExample.start(jdk, "--root", root.toString());
        ServerProcess proxy = nginx(socket, server)) {
      assertThat(curl(socket, "/numbers.txt")).isEqualTo(content);
      assertThat(curl(socket, "/numbers.txt", "-r", "1000-1999"))
          .isEqualTo(content.substring(1000, 2000));
      assertThat(curl(socket, "/numbers.txt", "-r", "-7", "-w", "%{http_code}"))
          .isEqualTo(content.substring(content.length() - 7) + "206");
      String large = "@" + file;
      String chunked = "Transfer-Encoding: chunked";
      String length = content.length() + "\n";
      assertThat(curl(socket, "/length", "--data-binary", large)).isEqualTo(length);
      assertThat(curl(socket, "/length", "-H", chunked, "--data-binary", large)).isEqualTo(length);
      // It reads no response while it sends a request: what is echoed must fit into a buffer.
      assertThat(curl(socket, "/echo", "-d", "hello")).isEqualTo("hello");
      assertThat(curl(socket, "/echo", "-H", chunked, "-d", "hello")).isEqualTo("hello");
      proxy.interrupt();
      String unused = proxy.assertExit(0);
    }
    VERDICTS.record(
        nginx,
        "proxy_pass http://weft; proxy_http_version 1.1;",
        "files, parts of them, and bodies both ways, with a length and in chunks, as curl before it"
            + " gets them",
        "equal");
  }

  private String curl(Path socket, String path, String... options) {
    List<String> all = new ArrayList<>(List.of("-s", "-S", "--unix-socket", socket.toString()));
    all.addAll(List.of(options));
    all.add("http://proxy" + path);
    return curl.with(all).run().assertSuccess().out();
  }
}
