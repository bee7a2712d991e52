package chat;

import dev.weft.sync.Broadcast;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is there, under which name and in which room. One lock guards all of it, so that a room is
 * told of what happens in the order in which it happens; nothing is awaited under it.
 */
final class Lobby {
  private final Map<String, Member> byName = new HashMap<>();
  private final Map<String, Room> rooms = new TreeMap<>();
  private final int backlog;
  private long guests;

  Lobby(int backlog) {
    this.backlog = backlog;
  }

  /** Lets somebody in, who is to be closed. */
  synchronized Member enter() {
    Member member = new Member(this, Names.GUEST + ++guests);
    byName.put(Names.key(member.name()), member);
    return member;
  }

  /** Gives a member another name; returns whether it was free. */
  synchronized boolean rename(Member member, String name) {
    Member holder = byName.putIfAbsent(Names.key(name), member);
    if (holder != null && holder != member) {
      return false;
    }
    String before = member.name();
    member.setName(name);
    if (holder == null) {
      byName.remove(Names.key(before));
    }
    if (member.room() != null) {
      member.room().announce(before + " is now " + name);
    }
    return true;
  }

  /** Has a member enter a room, which is made if there is none, and leave the one it was in. */
  synchronized void join(Member member, String name) {
    Room room = rooms.computeIfAbsent(Names.key(name), key -> new Room(name, backlog));
    if (room != member.room()) {
      leave(member);
      Broadcast.Receiver<Line> messages = room.add(member);
      member.moveTo(room, messages);
    }
  }

  /** Has a member leave its room, if it is in one. */
  synchronized void leave(Member member) {
    Room room = member.room();
    if (room != null) {
      member.moveTo(null, null);
      room.remove(member);
      if (room.size() == 0) {
        room.close();
        rooms.remove(Names.key(room.name()));
      }
    }
  }

  /** Forgets a member that has gone. */
  synchronized void forget(Member member) {
    leave(member);
    byName.remove(Names.key(member.name()));
  }

  /** The names of those in a room, in the order in which they came. */
  synchronized List<String> who(Room room) {
    return room.names();
  }

  /** The rooms that somebody is in, with how many. */
  synchronized List<String> rooms() {
    return rooms.values().stream().map(room -> room.name() + " (" + room.size() + ")").toList();
  }

  synchronized String stats() {
    Collection<Room> all = rooms.values();
    int subscriptions = all.stream().mapToInt(Room::subscriptions).sum();
    return "clients: "
        + byName.size()
        + ", rooms: "
        + all.size()
        + ", subscriptions: "
        + subscriptions;
  }
}
