package dev.weft.net;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.io.StreamSocket;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.time.Sleep;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a name and connects to the first of its addresses that answers: what RFC 8305 calls
 * happy eyeballs. All fields belong to the strand that polls.
 */
final class Connecting implements Future<TcpStream> {
  /** How long an attempt has before the next one begins beside it, as the RFC recommends. */
  private static final Duration HEAD_START = Duration.ofMillis(250);

  private final String host;
  private final int port;
  private final TcpSocket options;
  private final FirstFailure failures = new FirstFailure();

  /** Null when there are addresses. */
  private @Nullable Lookup lookup;

  /** Addresses that were not tried yet. */
  private final Deque<InetAddress> waiting = new ArrayDeque<>();

  private final List<Connect> running = new ArrayList<>();

  /** Until the next attempt begins; null while none is to. */
  private @Nullable Sleep pause;

  private Connecting(String host, int port, TcpSocket options) {
    this.host = host;
    this.port = port;
    this.options = options;
  }

  static Connecting to(String host, int port, TcpSocket options) {
    Connecting connecting = new Connecting(host, port, options);
    connecting.lookup = new Lookup(host);
    return connecting;
  }

  static Connecting to(InetSocketAddress address, TcpSocket options) {
    InetAddress ip = address.getAddress();
    if (ip == null) {
      return to(address.getHostString(), address.getPort(), options);
    }
    Connecting connecting = new Connecting(ip.getHostAddress(), address.getPort(), options);
    connecting.waiting.add(ip);
    return connecting;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (lookup != null) {
      Object answer = lookup.poll(context);
      if (answer == Poll.PENDING) {
        return answer;
      }
      lookup = null;
      takeInTurns((List<?>) answer);
    }
    return connect(context);
  }

  /** Addresses of the family that comes first, and of the other one, in turns. */
  private void takeInTurns(@Nullable List<?> addresses) {
    Deque<InetAddress> first = new ArrayDeque<>();
    Deque<InetAddress> second = new ArrayDeque<>();
    for (Object each : addresses == null ? List.of() : addresses) {
      InetAddress address = (InetAddress) each;
      boolean isFirst = first.isEmpty() || isSix(address) == isSix(first.peek());
      (isFirst ? first : second).add(address);
    }
    while (!first.isEmpty() || !second.isEmpty()) {
      move(first);
      move(second);
    }
  }

  private void move(Deque<InetAddress> from) {
    InetAddress next = from.poll();
    if (next != null) {
      waiting.add(next);
    }
  }

  private static boolean isSix(@Nullable InetAddress address) {
    return address instanceof Inet6Address;
  }

  private @Nullable Object connect(Context context) throws Throwable {
    for (; ; ) {
      if (running.isEmpty() || isPauseOver(context)) {
        startNext((RuntimeStrand) context);
      }
      StreamSocket connected = pollAll(context);
      if (connected != null) {
        giveUp(context);
        return new TcpStream(connected);
      }
      if (running.isEmpty()) {
        if (waiting.isEmpty()) {
          failures.throwFirst();
          throw new UnknownHostException(host);
        }
      } else if (!isPauseOver(context)) {
        return Poll.PENDING;
      }
    }
  }

  private boolean isPauseOver(Context context) {
    return pause != null && pause.poll(context) != Poll.PENDING;
  }

  private void startNext(RuntimeStrand strand) throws IOException {
    if (pause != null) {
      Object unused = pause.cancel(strand);
    }
    InetAddress next = waiting.poll();
    pause = waiting.isEmpty() ? null : Sleep.of(HEAD_START);
    if (next == null) {
      return;
    }
    InetSocketAddress address = new InetSocketAddress(next, port);
    String name = name(address);
    try {
      running.add(
          Connect.begin(
              strand.scheduler().ioDriver(),
              Addresses.family(next),
              address,
              name,
              options::prepare));
    } catch (IOException e) {
      failures.add(e);
    }
  }

  /** With the name that was asked for, if it was one. */
  private String name(InetSocketAddress address) {
    String digits = Addresses.text(address);
    return host.equals(address.getAddress().getHostAddress()) ? digits : host + " (" + digits + ")";
  }

  private @Nullable StreamSocket pollAll(Context context) {
    for (Iterator<Connect> each = running.iterator(); each.hasNext(); ) {
      try {
        Object answer = each.next().poll(context);
        if (answer != Poll.PENDING) {
          each.remove();
          return (StreamSocket) answer;
        }
      } catch (IOException e) {
        each.remove();
        failures.add(e);
        nextAtOnce(context);
      }
    }
    return null;
  }

  private void nextAtOnce(Context context) {
    if (pause != null) {
      Object unused = pause.cancel(context);
      pause = Sleep.of(Duration.ZERO);
    }
  }

  private void giveUp(Context context) {
    for (Connect each : running) {
      Object unused = each.cancel(context);
      each.close();
    }
    running.clear();
    if (pause != null) {
      Object unused = pause.cancel(context);
    }
  }

  @Override
  public Object cancel(Context context) {
    giveUp(context);
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return lookup != null ? lookup.toString() : "connect to " + host + ":" + port;
  }
}
