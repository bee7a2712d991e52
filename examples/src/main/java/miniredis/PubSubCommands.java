package miniredis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Commands for who publishes messages and who wants to be told of them. */
final class PubSubCommands {
  private final PubSub pubSub;

  PubSubCommands(PubSub pubSub) {
    this.pubSub = pubSub;
  }

  void addTo(Commands commands) {
    commands.add("subscribe", -2, (s, r) -> subscribe(s, r, pubSub::subscribe));
    commands.add("psubscribe", -2, (s, r) -> subscribe(s, r, pubSub::subscribeToPattern));
    commands.add("unsubscribe", -1, (s, r) -> unsubscribe(s, r, s.channels(), pubSub::unsubscribe));
    commands.add(
        "punsubscribe",
        -1,
        (s, r) -> unsubscribe(s, r, s.patterns(), pubSub::unsubscribeFromPattern));
    commands.add("publish", 3, this::publish);
    commands.add("pubsub|channels", -2, this::channels);
    commands.add("pubsub|numsub", -2, this::subscribers);
    commands.add("pubsub|numpat", 2, (s, r) -> s.replies().integer(pubSub.patterns()));
  }

  private static void subscribe(
      Session session, List<String> request, BiConsumer<Session, String> subscription) {
    session.openMailbox();
    for (String name : request.subList(1, request.size())) {
      subscription.accept(session, name);
      confirm(session, request, name);
    }
  }

  private static void unsubscribe(
      Session session,
      List<String> request,
      Collection<String> all,
      BiConsumer<Session, String> end) {
    List<String> names = new ArrayList<>(request.subList(1, request.size()));
    if (names.isEmpty()) {
      names.addAll(all);
    }
    for (String name : names) {
      end.accept(session, name);
      confirm(session, request, name);
    }
    if (names.isEmpty()) {
      confirm(session, request, null);
    }
  }

  private static void confirm(Session session, List<String> request, String name) {
    session.replies().array(3);
    session.replies().bulk(request.get(0).toLowerCase(Locale.ROOT));
    session.replies().bulk(name);
    session.replies().integer(session.subscriptions());
  }

  private void publish(Session session, List<String> request) {
    session.replies().integer(pubSub.publish(request.get(1), request.get(2)));
  }

  private void channels(Session session, List<String> request) throws RedisError {
    if (request.size() > 3) {
      throw RedisError.of(
          "unknown subcommand or wrong number of arguments for 'channels'. Try PUBSUB HELP.");
    }
    session.replies().bulks(pubSub.channels(request.size() == 3 ? request.get(2) : "*"));
  }

  private void subscribers(Session session, List<String> request) {
    session.replies().array(2 * (request.size() - 2));
    for (String channel : request.subList(2, request.size())) {
      session.replies().bulk(channel);
      session.replies().integer(pubSub.subscribers(channel));
    }
  }
}
