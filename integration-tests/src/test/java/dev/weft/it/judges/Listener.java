package dev.weft.it.judges;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.io.BufReader;
import dev.weft.net.TcpStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One of many clients of the chat server, who counts what each speaker says. */
final class Listener implements AutoCloseable {
  private static final int BUFFER = 256;

  private final TcpStream socket;
  private final BufReader reader;

  /** What is to come next from each speaker. */
  private final int[] next;

  private Listener(TcpStream socket, int speakers, int said) {
    this.socket = socket;
    reader = new BufReader(socket, BUFFER);
    next = new int[speakers];
    Arrays.fill(next, said);
  }

  /** Enters a room where each speaker has said so many lines. */
  @Async
  static Future<Listener> enter(int port, String room, int speakers, int said) throws IOException {
    TcpStream socket = await(TcpStream.connect("127.0.0.1", port));
    Listener listener = new Listener(socket, speakers, said);
    await(listener.say("/join " + room + "\n"));
    String line = await(listener.reader.readLine());
    while (!("* you are in " + room).equals(line)) {
      if (line == null) {
        throw new IOException("the connection has ended");
      }
      line = await(listener.reader.readLine());
    }
    return ready(listener);
  }

  @Async
  Future<Void> say(String lines) throws IOException {
    await(socket.writeAll(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8))));
    return ready();
  }

  /** A line as a speaker says it. */
  static String line(int speaker, int number) {
    return "#" + speaker + " " + number + "\n";
  }

  /** Listens until each speaker has said so many lines; none may be missing. */
  @Async
  Future<Void> hear(int each) throws IOException {
    int missing = missing(each);
    while (missing > 0) {
      String line = await(reader.readLine());
      if (line == null) {
        throw new IOException("the connection has ended");
      }
      if (isSaid(line)) {
        count(line);
        missing--;
      }
    }
    return ready();
  }

  private int missing(int each) {
    int missing = 0;
    for (int number : next) {
      missing += each - number;
    }
    return missing;
  }

  private void count(String line) {
    if (number(line) != next[speaker(line)]++) {
      throw new AssertionError("out of order: " + line);
    }
  }

  /** Whether it isn't about who comes and goes. */
  static boolean isSaid(String line) {
    return line.startsWith("<");
  }

  private static int speaker(String line) {
    int mark = line.indexOf('#') + 1;
    return Integer.parseInt(line.substring(mark, line.indexOf(' ', mark)));
  }

  /** The number of what a speaker has said. */
  static int number(String line) {
    return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
  }

  /** Leaves as a program that crashes. */
  void crash() throws IOException {
    socket.set(StandardSocketOptions.SO_LINGER, 0);
    socket.close();
  }

  @Override
  public void close() {
    socket.close();
  }
}
