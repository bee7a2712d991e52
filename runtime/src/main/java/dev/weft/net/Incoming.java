package dev.weft.net;

import dev.weft.AsyncStream;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** The connections of a listener. */
final class Incoming<S extends SocketStream> implements AsyncStream<S> {
  private final SocketListener<S> listener;

  Incoming(SocketListener<S> listener) {
    this.listener = listener;
  }

  @Override
  public Future<@Nullable S> next() {
    return Future.widen(Accepting.of(listener));
  }

  @Override
  public String toString() {
    return "connections at " + listener.name();
  }
}
