package crawler;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.sync.Semaphore;
import dev.weft.task.RateLimiter;
import dev.weft.task.Retry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A server, and how it wants to be treated. */
final class Host {
  /** Says that the server has asked for patience until the last attempt. */
  static final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    BusyException(int status) {
      super("the server says " + status);
    }
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int UNKNOWN = 500;

  private final URI root;
  private final Transport transport;
  private final Options options;
  private final Retry retry;

  /** Shared with the other hosts: how many requests there may be in all. */
  private final Semaphore places;

  private Robots robots = Robots.nothingAllowed();

  /** Lets requests pass one after the other; null where no delay is asked for. */
  private RateLimiter pace;

  Host(URI root, Transport transport, Options options, Semaphore places) {
    this.root = root;
    this.transport = transport;
    this.options = options;
    this.places = places;
    pace = pace(options.delay());
    retry = Retry.times(options.attempts()).backoff(FIRST_PAUSE, LONGEST_PAUSE).when(Host::mayPass);
  }

  private static boolean mayPass(Exception failure) {
    return failure instanceof IOException && !(failure instanceof PageException);
  }

  private static RateLimiter pace(Duration delay) {
    return delay.isZero() ? null : RateLimiter.of(1, delay);
  }

  /** Reads the rules of the server. One that doesn't say whether it has any allows nothing. */
  @Async
  Future<Void> readRobots() throws IOException {
    Response response = await(get(root.resolve("/robots.txt")));
    if (response.isOk()) {
      robots = Robots.parse(new String(response.body(), StandardCharsets.UTF_8), options.agent());
    } else if (response.status() < UNKNOWN) {
      robots = Robots.everythingAllowed();
    }
    if (robots.delay().compareTo(options.delay()) > 0) {
      pace = pace(robots.delay());
    }
    return ready();
  }

  boolean allows(URI url) {
    return robots.allows(url);
  }

  /** Fetches a page in turn, again and again while the server is busy or can't be reached. */
  @Async
  Future<Response> get(URI url) throws IOException {
    return ready(await(retry.run(() -> await(attempt(url)))));
  }

  @Async
  private Future<Response> attempt(URI url) throws IOException {
    if (pace != null) {
      await(pace.acquire());
    }
    Response response = await(places.with(() -> await(inTime(url))));
    if (response.isBusy()) {
      throw new BusyException(response.status());
    }
    return ready(response);
  }

  @Async
  private Future<Response> inTime(URI url) throws IOException {
    try {
      return ready(await(timeout(options.timeout(), transport.get(url))));
    } catch (TimeoutException e) {
      throw new PageException("not there within " + options.timeout().toSeconds() + " s");
    }
  }
}
