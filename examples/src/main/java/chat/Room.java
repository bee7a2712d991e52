package chat;

import dev.weft.sync.Broadcast;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A room: a channel for what is said in it, and who is there. {@link Lobby} guards the latter. */
final class Room {
  /** In a larger room, nobody is told who comes and goes: that would be most of what is sent. */
  private static final int INTIMATE = 50;

  private final String name;
  private final Broadcast.Sender<Line> tx;
  private final Set<Member> members = new LinkedHashSet<>();

  Room(String name, int backlog) {
    this.name = name;
    tx = Broadcast.sender(backlog);
  }

  String name() {
    return name;
  }

  /** Has a member get what is said from now on. */
  Broadcast.Receiver<Line> add(Member member) {
    announce(member.name() + " has joined " + name);
    members.add(member);
    return tx.subscribe();
  }

  void remove(Member member) {
    members.remove(member);
    announce(member.name() + " has left " + name);
  }

  /** Tells all members. */
  void announce(String event) {
    if (members.size() <= INTIMATE) {
      send("* " + event);
    }
  }

  /** Tells all members what one of them says. Nobody is waited for. */
  void say(String speaker, String text) {
    send("<" + speaker + "> " + text);
  }

  private void send(String text) {
    tx.send(Line.of(text));
  }

  int size() {
    return members.size();
  }

  List<String> names() {
    return members.stream().map(Member::name).toList();
  }

  /** How many get what is said: the members, if all is well. */
  int subscriptions() {
    return tx.receiverCount();
  }

  /** Ends a room that is empty. */
  void close() {
    tx.close();
  }
}
