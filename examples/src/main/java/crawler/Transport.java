package crawler;

import dev.weft.Future;
import java.io.IOException;
import java.net.URI;

/** Fetches one page, once: the network, or what a test has in its place. */
@FunctionalInterface
interface Transport {
  /** A lazy future of the answer; cancelling it ends the exchange. */
  Future<Response> get(URI url) throws IOException;
}
