package dev.weft.sync;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged by Weft, while this is open. */
final class Warnings extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("dev.weft");
  private final List<String> messages = new CopyOnWriteArrayList<>();

  Warnings() {
    logger.addHandler(this);
  }

  /** The messages that mention something. */
  List<String> about(String something) {
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
