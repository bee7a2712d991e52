package dev.weft.internal.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged by Weft, while this is open. */
public final class Warnings extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("dev.weft");
  private final List<String> messages = new CopyOnWriteArrayList<>();

  /** Listens from now on. */
  public Warnings() {
    logger.addHandler(this);
  }

  /** The messages that mention something. */
  public List<String> about(String something) {
    return messages.stream().filter(message -> message.contains(something)).toList();
  }

  @Override
  public void publish(LogRecord event) {
    messages.add(event.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
