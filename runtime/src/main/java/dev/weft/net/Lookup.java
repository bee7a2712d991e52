package dev.weft.net;

import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.blocking.BlockingWork;
import dev.weft.internal.task.RuntimeStrand;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the system for the addresses of a name, on a thread for blocking work. One that is cancelled
 * doesn't wait for the answer, which may take a minute and can't be cut short.
 */
final class Lookup implements Future<List<InetAddress>>, BlockingWork {
  private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final String host;

  /** Written by the strand that polls; read by the thread that has the answer. */
  private volatile @Nullable Waker waker;

  /** A list of addresses, or a failure; null until there is one. */
  private volatile @Nullable Object answer;

  Lookup(String host) {
    this.host = host;
  }

  /** Whether a name is an address in letters, so that nobody has to be asked. */
  private boolean isLiteral() {
    return host.isEmpty() || host.indexOf(':') >= 0 || IP_V4.matcher(host).matches();
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (isLiteral()) {
      return ask();
    }
    boolean first = waker == null;
    waker = context.waker();
    if (first) {
      ((RuntimeStrand) context).scheduler().blocking().execute(this);
    }
    Object known = answer;
    if (known instanceof Throwable failure) {
      throw failure;
    }
    return known == null ? Poll.PENDING : known;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }

  private List<InetAddress> ask() throws UnknownHostException {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      UnknownHostException failure =
          new UnknownHostException("the name '" + host + "' has no address: " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  @Override
  public void run() {
    try {
      end(ask());
    } catch (Throwable t) {
      end(t);
    }
  }

  @Override
  public void drop() {
    end(new CancelledError("the runtime was closed before '" + host + "' was looked up"));
  }

  private void end(Object result) {
    answer = result;
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }

  @Override
  public String toString() {
    return "lookup of '" + host + "'";
  }
}
