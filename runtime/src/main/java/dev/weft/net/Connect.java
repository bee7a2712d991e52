package dev.weft.net;

import dev.weft.Poll;
import dev.weft.internal.io.Attempt;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** One attempt to connect to one address; gives the socket, or closes it. */
final class Connect extends Attempt<StreamSocket> {
  /** What a socket is given before it connects. */
  @FunctionalInterface
  interface Preparation {
    void prepare(StreamSocket socket) throws IOException;
  }

  private final StreamSocket socket;
  private final String name;

  private Connect(StreamSocket socket, String name) {
    super(socket.writes());
    this.socket = socket;
    this.name = name;
  }

  /**
   * Begins.
   *
   * @param name the address, for messages
   */
  static Connect begin(
      IoDriver driver,
      ProtocolFamily family,
      SocketAddress address,
      String name,
      Preparation preparation)
      throws IOException {
    StreamSocket socket;
    try {
      socket = driver.stream(family);
    } catch (IOException e) {
      throw Failures.at("connecting to " + name, e);
    }
    try {
      preparation.prepare(socket);
      boolean unused = socket.connect(address);
      return new Connect(socket, name);
    } catch (IOException e) {
      socket.close();
      throw Failures.at("connecting to " + name, e);
    } catch (IllegalArgumentException e) {
      socket.close();
      throw Failures.at("connecting to " + name, e);
    }
  }

  @Override
  protected @Nullable Object attempt() throws IOException {
    try {
      return socket.finishConnect() ? socket : Poll.PENDING;
    } catch (IOException e) {
      socket.close();
      throw Failures.at("connecting to " + name, e);
    }
  }

  /** Gives up; to be called once it has answered that it is pending. */
  void close() {
    socket.close();
  }

  @Override
  public String toString() {
    return "connect to " + name;
  }
}
