package dev.weft.net;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.io.Socket;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.task.RuntimeStrand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a name of this machine and binds a socket to the first of its addresses for which that
 * can be done.
 *
 * @param <T> what the socket becomes
 */
final class Binding<T> implements Future<T> {
  /** Opens a socket and binds it. */
  @FunctionalInterface
  interface Opening<T> {
    T open(IoDriver driver, ProtocolFamily family, InetSocketAddress address) throws IOException;
  }

  /** What may fail with a socket that is open. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  private final InetSocketAddress address;
  private final String what;
  private final Opening<T> opening;
  private final Lookup lookup;

  /** A future that hasn't begun; what it does, for messages, goes before an address. */
  Binding(InetSocketAddress address, String what, Opening<T> opening) {
    this.address = address;
    this.what = what;
    this.opening = opening;
    lookup = new Lookup(address.getHostString());
  }

  /** Runs a step and closes the socket if it fails. */
  static <T> T closedUnless(Socket socket, Step<T> step) throws IOException {
    boolean done = false;
    try {
      T result = step.run();
      done = true;
      return result;
    } finally {
      if (!done) {
        socket.close();
      }
    }
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    IoDriver driver = ((RuntimeStrand) context).scheduler().ioDriver();
    InetAddress known = address.getAddress();
    Object addresses = known == null ? lookup.poll(context) : List.of(known);
    return addresses == Poll.PENDING ? Poll.PENDING : open(driver, (List<?>) addresses);
  }

  private T open(IoDriver driver, @Nullable List<?> addresses) throws Throwable {
    FirstFailure failures = new FirstFailure();
    for (Object each : addresses == null ? List.of() : addresses) {
      InetAddress ip = (InetAddress) each;
      InetSocketAddress candidate = new InetSocketAddress(ip, address.getPort());
      try {
        return opening.open(driver, Addresses.family(ip), candidate);
      } catch (IOException e) {
        failures.add(Failures.at(what + Addresses.text(candidate), e));
      } catch (IllegalArgumentException e) {
        failures.add(Failures.at(what + Addresses.text(candidate), e));
      }
    }
    failures.throwFirst();
    throw new UnknownHostException(address.getHostString());
  }

  @Override
  public Object cancel(Context context) {
    return lookup.cancel(context);
  }

  @Override
  public String toString() {
    return what + Addresses.text(address);
  }
}
