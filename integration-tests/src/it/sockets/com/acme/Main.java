package com.acme;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends a word to itself and prints it, or prints why there are no sockets. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      System.out.println(runtime.blockOn(echo("hello")));
    } catch (IllegalStateException | IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
  }

  @Async
  private static Future<String> echo(String word) throws IOException {
    try (TcpListener listener = await(TcpListener.bind("localhost", 0));
        TcpStream client = await(TcpStream.connect(listener.localAddress()));
        TcpStream server = await(listener.accept())) {
      await(client.writeAll(word.getBytes(StandardCharsets.UTF_8)));
      await(client.shutdown());
      return ready(await(server.readToString()));
    }
  }
}
