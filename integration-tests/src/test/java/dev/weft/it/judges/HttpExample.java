package dev.weft.it.judges;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The HTTP server of the examples, in a process of its own. */
final class HttpExample {
  private HttpExample() {}

  static ServerProcess start(Jdk jdk, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--port", "0"));
    all.addAll(List.of(options));
    return ServerProcess.ofExample(jdk, "httpserver.HttpServer", all);
  }

  static ServerProcess startOnVirtualThreads(Jdk jdk) throws IOException {
    return ServerProcess.ofExample(jdk, "httpserver.VirtualServer", List.of("--port", "0"));
  }
}
