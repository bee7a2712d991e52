package crawler;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.signal.Signal;

/**
 * The crawler: {@code Crawler --output DIRECTORY http://127.0.0.1:8080/}. Ctrl+C ends it in good
 * order, with the exit code 130: pages that are being fetched are given up, and what has come is
 * saved.
 */
public final class Crawler {
  /** What shells say of a program that Ctrl+C has ended. */
  private static final int INTERRUPTED = 130;

  private Crawler() {}

  @AsyncMain
  public static void main(String[] args) {
    Options options = Options.parse(args);
    if (await(isInterrupted(options))) {
      System.exit(INTERRUPTED);
    }
  }

  @Async
  private static Future<Boolean> isInterrupted(Options options) {
    Transport transport = new HttpTransport(options.agent(), options.maxBytes());
    Crawl crawl = new Crawl(options, transport, System.out::println);
    try (Signal interrupt = Signal.interrupt()) {
      var first = await(select(crawl.run(), interrupt.next()));
      boolean isInterrupted = first instanceof OneOf2.Second;
      System.out.println((isInterrupted ? "interrupted: " : "done: ") + crawl.summary());
      return ready(isInterrupted);
    }
  }
}
