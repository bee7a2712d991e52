package dev.weft.net;

import dev.weft.CancelSafe;
import dev.weft.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/** Names and their addresses. */
public final class Dns {
  private Dns() {}

  /**
   * Asks the system for the addresses of a name, as its files and name servers have it.
   *
   * <p>That is done on a thread for blocking work, and what is an address in letters is taken as it
   * is. The JVM keeps answers for some seconds (the security property {@code
   * networkaddress.cache.ttl}). The answer can't be hurried: use {@link dev.weft.Weft#timeout}; one
   * that is cancelled leaves the thread to itself.
   *
   * @param host the name
   * @return a lazy future of the addresses, at least one, in the order in which the system prefers
   *     them
   * @throws java.net.UnknownHostException through the future, if it has none
   * @throws IOException for the sake of that
   */
  @CancelSafe
  public static Future<List<InetAddress>> lookupHost(String host) throws IOException {
    return new Lookup(Objects.requireNonNull(host, "host"));
  }
}
