package miniredis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Commands for connections and for the server itself. */
final class ServerCommands {
  private final Server server;
  private final Map<String, String> configuration;
  private final Supplier<Map<String, Object>> environment;

  ServerCommands(
      Server server, Map<String, String> configuration, Supplier<Map<String, Object>> environment) {
    this.server = server;
    this.configuration = configuration;
    this.environment = environment;
  }

  void addTo(Commands commands) {
    commands.add("ping", -1, this::ping);
    commands.add("echo", 2, (session, request) -> session.replies().bulk(request.get(1)));
    commands.add("quit", -1, this::quit);
    commands.add("reset", 1, this::reset);
    commands.add("select", 2, this::select);
    commands.add("client|id", 2, (session, request) -> session.replies().integer(session.id()));
    commands.add("client|getname", 2, this::name);
    commands.add("client|setname", 3, this::rename);
    commands.add("command|count", 2, (s, request) -> s.replies().integer(commands.count()));
    commands.add("command|docs", -2, (session, request) -> session.replies().array(0));
    commands.add("config|get", -3, this::configuration);
    commands.add("info", -1, this::info);
  }

  private void ping(Session session, List<String> request) throws RedisError {
    if (request.size() > 2) {
      throw RedisError.arity("ping");
    }
    if (session.subscriptions() > 0) {
      session.replies().bulks(List.of("pong", request.size() == 2 ? request.get(1) : ""));
    } else if (request.size() == 2) {
      session.replies().bulk(request.get(1));
    } else {
      session.replies().simple("PONG");
    }
  }

  private void quit(Session session, List<String> request) {
    session.replies().ok();
    session.end();
  }

  private void reset(Session session, List<String> request) {
    server.pubSub().leave(session);
    session.rename("");
    session.replies().simple("RESET");
  }

  private void select(Session session, List<String> request) throws RedisError {
    long index = Numbers.parse(request.get(1));
    if (index != (int) index) {
      throw RedisError.of(
          "value is out of range, value must between "
              + Integer.MIN_VALUE
              + " and "
              + Integer.MAX_VALUE);
    }
    if (index != 0) {
      throw RedisError.of("DB index is out of range");
    }
    session.replies().ok();
  }

  private void name(Session session, List<String> request) {
    session.replies().bulk(session.name().isEmpty() ? null : session.name());
  }

  private void rename(Session session, List<String> request) throws RedisError {
    if (request.get(2).chars().anyMatch(c -> c < '!' || c > '~')) {
      throw RedisError.of("Client names cannot contain spaces, newlines or special characters.");
    }
    session.rename(request.get(2));
    session.replies().ok();
  }

  private void configuration(Session session, List<String> request) {
    List<String> told = new ArrayList<>();
    configuration.forEach(
        (name, value) -> {
          if (isAskedFor(name, request)) {
            told.addAll(List.of(name, value));
          }
        });
    session.replies().bulks(told);
  }

  private static boolean isAskedFor(String name, List<String> request) {
    return request.stream()
        .skip(2)
        .anyMatch(pattern -> Glob.matches(pattern.toLowerCase(Locale.ROOT), name));
  }

  /** One section, whichever is asked for. */
  private void info(Session session, List<String> request) {
    Map<String, Object> values = new LinkedHashMap<>(environment.get());
    values.put("connected_clients", server.connected());
    values.put("blocked_clients", server.waiting());
    values.put("total_commands_processed", server.executed());
    values.put("keys", server.database().size());
    StringBuilder text = new StringBuilder("# Server\r\n");
    values.forEach((name, value) -> text.append(name).append(':').append(value).append("\r\n"));
    session.replies().bulk(text.toString());
  }
}
