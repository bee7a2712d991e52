package dev.weft.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

/** Failures of the system's, which don't say where, with the address in their messages. */
final class Failures {
  private Failures() {}

  /**
   * A failure of the same type, as far as it has one that programs tell apart.
   *
   * @param what what has failed, with its address
   */
  static IOException at(String what, IOException cause) {
    String why = cause instanceof PortUnreachableException ? "nobody is there" : cause.getMessage();
    String message = what + ": " + why;
    IOException failure;
    if (cause instanceof ConnectException) {
      failure = new ConnectException(message);
    } else if (cause instanceof BindException) {
      failure = new BindException(message);
    } else if (cause instanceof NoRouteToHostException) {
      failure = new NoRouteToHostException(message);
    } else if (cause instanceof PortUnreachableException) {
      failure = new PortUnreachableException(message);
    } else if (cause instanceof SocketException) {
      failure = new SocketException(message);
    } else {
      failure = new IOException(message);
    }
    failure.initCause(cause);
    return failure;
  }

  /** Something that isn't an I/O failure to the JDK, but is one to who tries addresses. */
  static IOException at(String what, IllegalArgumentException cause) {
    String why =
        cause instanceof UnresolvedAddressException
            ? "the name has no address"
            : cause instanceof UnsupportedAddressTypeException
                ? "the kind of address isn't supported"
                : cause.getMessage();
    SocketException failure = new SocketException(what + ": " + why);
    failure.initCause(cause);
    return failure;
  }
}
