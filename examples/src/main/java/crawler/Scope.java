package crawler;

import java.net.URI;
import java.util.List;

/** Where a crawl may go: the hosts it began at, or the directories there. */
final class Scope {
  private final List<URI> starts;
  private final boolean isBelow;

  /**
   * A scope.
   *
   * @param starts where it begins
   * @param isBelow whether it stays in the directories of these
   */
  Scope(List<URI> starts, boolean isBelow) {
    this.starts = starts;
    this.isBelow = isBelow;
  }

  boolean contains(URI url) {
    return starts.stream().anyMatch(start -> isSameHost(start, url) && isInReach(start, url));
  }

  private static boolean isSameHost(URI start, URI url) {
    return root(start).equals(root(url));
  }

  private boolean isInReach(URI start, URI url) {
    String path = start.getRawPath();
    return !isBelow || url.getRawPath().startsWith(path.substring(0, path.lastIndexOf('/') + 1));
  }

  /** The first address of a host. */
  static URI root(URI url) {
    return url.resolve("/");
  }
}
