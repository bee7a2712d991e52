package dev.weft.it.judges;

import static java.lang.Integer.parseInt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An nginx of the test's own, in a directory of its own, that serves files. */
final class Nginx implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final Process process;
  private final int port;
  private final Path directory;

  private Nginx(Process process, int port, Path directory) {
    this.process = process;
    this.port = port;
    this.directory = directory;
  }

  /**
   * Starts it.
   *
   * @param directory where it keeps its own files
   * @param root what it serves
   * @param rules more of its configuration, for the server
   */
  static Nginx start(Judge nginx, Path directory, Path root, String rules) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Path configuration = directory.resolve("nginx.conf");
      Files.writeString(configuration, configuration(directory, root, port, rules));
      List<String> command =
          List.of(nginx.file().toString(), "-c", "" + configuration, "-p", "" + directory);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("out").toFile())
              .start();
      if (listens(process, port)) {
        return new Nginx(process, port, directory);
      }
      assertThat(attempt).as(Files.readString(directory.resolve("out"))).isLessThan(ATTEMPTS);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until it does; false if it has ended instead. */
  private static boolean listens(Process process, int port) {
    while (process.isAlive()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return true;
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
    return false;
  }

  private static String configuration(Path directory, Path root, int port, String rules) {
    return """
        daemon off;
        master_process off;
        pid pid;
        error_log error.log;
        events { worker_connections 512; }
        http {
          types { text/html html; text/css css; image/png png; text/plain txt; }
          default_type application/octet-stream;
          charset utf-8;
          log_format short '$connections_active $status $request_uri $http_user_agent';
          access_log access.log short;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          limit_conn_zone $server_port zone=all:1m;
          server {
            listen 127.0.0.1:PORT;
            root "ROOT";
            RULES
          }
        }
        """
        .replace("PORT", String.valueOf(port))
        .replace("ROOT", root.toString())
        .replace("RULES", rules)
        .replace("error_log ", "error_log " + directory + "/");
  }

  int port() {
    return port;
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /**
   * A request.
   *
   * @param connections how many connections were open at its end
   * @param status the status of the answer
   * @param target what was asked for
   */
  record Request(int connections, int status, String target) {}

  /** What an agent has asked for. */
  List<Request> requests(String agent) throws IOException {
    return Files.readAllLines(directory.resolve("access.log"), StandardCharsets.ISO_8859_1).stream()
        .map(line -> line.split(" ", 4))
        .filter(words -> words[3].equals(agent))
        .map(words -> new Request(parseInt(words[0]), parseInt(words[1]), words[2]))
        .toList();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
