package dev.weft.it.judges;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A connection on which bytes are sent and what comes back is kept as it is. */
final class Client implements AutoCloseable {
  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private int tokens;

  Client(SocketAddress address) throws IOException {
    channel = SocketChannel.open(address);
    if (address instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  static SocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  void send(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends while others read, until all is sent or the server has ended the connection. */
  CompletableFuture<Void> sendMeanwhile(String text) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            send(text);
          } catch (IOException e) {
            // It has ended.
          }
        });
  }

  /** A command whose reply ends with a word that nothing else does. */
  String mark() {
    return "PING " + token(++tokens) + "\r\n";
  }

  private static String token(int number) {
    return "~mark-" + number + "~";
  }

  /** What has come up to the reply of the last {@link #mark}. */
  String readToMark() throws IOException {
    return readTo(token(tokens) + "\r\n");
  }

  /** What has come when it ends with a text. */
  String readTo(String end) throws IOException {
    StringBuilder all = new StringBuilder();
    while (!endsWith(all, end)) {
      if (channel.read(buffer.clear()) < 0) {
        return all.toString();
      }
      all.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
    }
    return all.toString();
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int begin = text.length() - end.length();
    return begin >= 0 && text.indexOf(end, begin) == begin;
  }

  /** What comes next, at least a byte; "" at the end. */
  String read() throws IOException {
    return channel.read(buffer.clear()) < 0
        ? ""
        : StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
  }

  /** What comes until the server ends the connection. */
  String readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      while (channel.read(buffer.clear()) >= 0) {
        all.write(buffer.array(), 0, buffer.position());
      }
    } catch (IOException e) {
      // A server that hasn't read everything resets the connection.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** A command by itself: what comes back. */
  String ask(String command) throws IOException {
    send(command + "\r\n" + mark());
    String all = readToMark();
    return all.substring(0, all.lastIndexOf("\r\n$") + 2);
  }

  /** A number of what {@code INFO} tells. */
  long info(String name) throws IOException {
    String all = ask("INFO");
    int begin = all.indexOf("\n" + name + ":") + name.length() + 2;
    return Long.parseLong(all.substring(begin, all.indexOf('\r', begin)));
  }

  /** Waits until a number of what {@code INFO} tells is so large. */
  void awaitInfo(String name, long value) throws IOException {
    while (info(name) != value) {
      Thread.onSpinWait();
    }
  }

  /** Says that nothing more will be sent. */
  void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** Leaves as a program that crashes: what is on its way is thrown away. */
  void crash() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
