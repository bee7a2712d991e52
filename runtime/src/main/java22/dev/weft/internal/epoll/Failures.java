package dev.weft.internal.epoll;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;

/** Errors of the system's as the JDK's sockets have them. */
final class Failures {
  private Failures() {}

  /** The exception of an error, which is given as calls return it: negative. */
  static IOException of(long answer) {
    int error = (int) -answer;
    String text = Libc.text(error);
    return switch (error) {
      case Constants.ECONNREFUSED, Constants.ETIMEDOUT, Constants.ENOTCONN ->
          new ConnectException(text);
      case Constants.EHOSTUNREACH -> new NoRouteToHostException(text);
      case Constants.EADDRINUSE, Constants.EADDRNOTAVAIL, Constants.EACCES ->
          new BindException(text);
      case Constants.EPROTO -> new ProtocolException(text);
      default -> new SocketException(text);
    };
  }

  /** Fails if a call has. */
  static int check(int answer) throws IOException {
    if (answer < 0) {
      throw of(answer);
    }
    return answer;
  }
}
