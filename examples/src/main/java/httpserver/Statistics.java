package httpserver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What a server has done so far, and what it holds. */
final class Statistics {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final Supplier<Map<String, Object>> environment;

  /**
   * Statistics of a server that has just begun.
   *
   * @param environment what there is to say of what runs it
   */
  Statistics(Supplier<Map<String, Object>> environment) {
    this.environment = environment;
  }

  void connectionAccepted() {
    accepted.increment();
  }

  void connectionRefused() {
    refused.increment();
  }

  void connectionClosed() {
    closed.increment();
  }

  /** A request was answered. */
  void requestServed() {
    requests.increment();
  }

  long requests() {
    return requests.sum();
  }

  /** A line for each number. */
  @Override
  public String toString() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("connections_open", accepted.sum() - closed.sum());
    values.put("connections_accepted", accepted.sum());
    values.put("connections_refused", refused.sum());
    values.put("requests", requests.sum());
    values.putAll(environment.get());
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }
}
