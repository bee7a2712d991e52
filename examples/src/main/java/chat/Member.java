package chat;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.sync.Broadcast;
import dev.weft.sync.LaggedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Somebody in the chat: a name, a room, and what is still to be sent. */
final class Member implements AutoCloseable {
  private final Lobby lobby;
  private final List<ByteBuffer> unsent = new ArrayList<>();
  private boolean leaving;

  /** Read by others under the lobby's lock. */
  private String name;

  private Room room;
  private Broadcast.Receiver<Line> messages;

  Member(Lobby lobby, String name) {
    this.lobby = lobby;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** For the lobby, under its lock. */
  void setName(String newName) {
    name = newName;
  }

  /** Where it is; null if it is in no room. */
  Room room() {
    return room;
  }

  /** For the lobby, under its lock. What was said in the room before is taken along. */
  void moveTo(Room newRoom, Broadcast.Receiver<Line> newMessages) {
    if (messages != null) {
      takeMessages();
      messages.close();
    }
    room = newRoom;
    messages = newMessages;
  }

  /** Waits until something is said in the room; for ever if it is in none. */
  @Async
  @CancelSafe
  Future<Line> next() {
    if (messages == null) {
      return pending();
    }
    try {
      return ready(await(messages.recv()));
    } catch (LaggedException e) {
      return ready(missed(e));
    }
  }

  private static Line missed(LaggedException lag) {
    return Line.of("! you have missed " + lag.missed() + " lines");
  }

  /** Takes all that has been said so far. */
  void takeMessages() {
    if (messages != null) {
      Line line = nextNow();
      while (line != null) {
        tell(line);
        line = nextNow();
      }
    }
  }

  /** What is next if something is there; null if not. */
  private Line nextNow() {
    try {
      return messages.tryRecv();
    } catch (LaggedException e) {
      return missed(e);
    }
  }

  void tell(Line line) {
    unsent.add(line.toSend());
  }

  void tell(String text) {
    tell(Line.of(text));
  }

  boolean hasUnsent() {
    return !unsent.isEmpty();
  }

  /** What is to be sent, in order; who takes it sends it. */
  ByteBuffer[] takeUnsent() {
    ByteBuffer[] all = unsent.toArray(ByteBuffer[]::new);
    unsent.clear();
    return all;
  }

  /** Has the connection end when all is sent. */
  void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  @Override
  public void close() {
    lobby.forget(this);
  }
}
