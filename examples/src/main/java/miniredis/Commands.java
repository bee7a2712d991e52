package miniredis;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** All commands by their names, with what is checked before one is carried out. */
final class Commands {
  /** Does what a command is for. */
  @FunctionalInterface
  interface Body {
    /**
     * Carries it out.
     *
     * @param session who has asked, and gets the reply
     * @param request the name of the command and its arguments
     * @throws RedisError what the client is told, if no reply was begun
     */
    void run(Session session, List<String> request) throws RedisError;
  }

  /**
   * A command.
   *
   * @param name as errors tell it
   * @param arity how long a request is, with the name; the least if it is negative
   * @param body does it; null if subcommands do
   */
  private record Command(String name, int arity, Body body) {
    boolean takes(int length) {
      return arity < 0 ? length >= -arity : length == arity;
    }
  }

  private static final int MOST_TOLD = 128;

  /** What a client may ask for while it listens to messages. */
  private static final Set<String> FOR_SUBSCRIBERS =
      Set.of("ping", "psubscribe", "punsubscribe", "quit", "reset", "subscribe", "unsubscribe");

  private final Map<String, Command> byName = new HashMap<>();

  Commands(
      Server server, Map<String, String> configuration, Supplier<Map<String, Object>> environment) {
    new StringCommands(server.database()).addTo(this);
    new CounterCommands(server.database()).addTo(this);
    new ListCommands(server).addTo(this);
    new KeyCommands(server).addTo(this);
    new PubSubCommands(server.pubSub()).addTo(this);
    new ServerCommands(server, configuration, environment).addTo(this);
  }

  /** Adds a command. Subcommands are named with a bar: {@code config|get}. */
  void add(String name, int arity, Body body) {
    String upper = name.toUpperCase(Locale.ROOT);
    byName.put(upper, new Command(name, arity, body));
    int bar = upper.indexOf('|');
    if (bar >= 0) {
      String container = upper.substring(0, bar);
      byName.putIfAbsent(container, new Command(name.substring(0, bar), -2, null));
    }
  }

  int count() {
    return byName.size();
  }

  /** Carries out a request. */
  void execute(Session session, List<String> request) {
    try {
      Command command = find(request);
      if (!command.takes(request.size())) {
        throw RedisError.arity(command.name());
      }
      if (session.subscriptions() > 0 && !FOR_SUBSCRIBERS.contains(command.name())) {
        throw RedisError.of(
            "Can't execute '"
                + command.name()
                + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in"
                + " this context");
      }
      command.body().run(session, request);
    } catch (RedisError e) {
      session.replies().error(e.getMessage());
    }
  }

  private Command find(List<String> request) throws RedisError {
    Command command = named(request.get(0));
    if (command == null) {
      throw unknown(request);
    }
    if (command.body() != null || request.size() == 1) {
      return command;
    }
    Command subcommand = named(command.name() + "|" + request.get(1));
    if (subcommand == null) {
      throw RedisError.of(
          "unknown subcommand '"
              + head(request.get(1), MOST_TOLD)
              + "'. Try "
              + command.name().toUpperCase(Locale.ROOT)
              + " HELP.");
    }
    return subcommand;
  }

  private Command named(String name) {
    Command exact = byName.get(name);
    return exact != null ? exact : byName.get(name.toUpperCase(Locale.ROOT));
  }

  private static RedisError unknown(List<String> request) {
    StringBuilder arguments = new StringBuilder();
    for (String argument : request.subList(1, request.size())) {
      if (arguments.length() >= MOST_TOLD) {
        break;
      }
      String head = head(argument, MOST_TOLD - arguments.length());
      arguments.append('\'').append(head).append("' ");
    }
    return RedisError.of(
        "unknown command '"
            + head(request.get(0), MOST_TOLD)
            + "', with args beginning with: "
            + arguments);
  }

  /** The beginning of a text, as one that ends with a zero byte. */
  private static String head(String text, int length) {
    int zero = text.indexOf(0);
    return text.substring(0, Math.min(zero < 0 ? text.length() : zero, length));
  }
}
