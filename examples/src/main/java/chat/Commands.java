package chat;

import dev.weft.AsyncRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What members may say to the server instead of to one another. */
final class Commands {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Lobby lobby;
  private final Map<String, BiConsumer<Member, String>> byName = new LinkedHashMap<>();

  Commands(Lobby lobby) {
    this.lobby = lobby;
    byName.put("/help", (member, argument) -> help(member));
    byName.put("/nick", this::nick);
    byName.put("/join", this::join);
    byName.put("/leave", (member, argument) -> leave(member));
    byName.put("/who", (member, argument) -> who(member));
    byName.put("/rooms", (member, argument) -> rooms(member));
    byName.put("/stats", (member, argument) -> stats(member));
    byName.put("/quit", (member, argument) -> quit(member));
  }

  /** Does what a line of a member is for. A line without anything only says: I am still here. */
  void execute(Member member, String line) {
    // What others said first comes first.
    member.takeMessages();
    String text = CONTROL.matcher(line).replaceAll(" ").strip();
    if (text.startsWith("/")) {
      String[] words = text.split(" +", 2);
      byName
          .getOrDefault(words[0], (m, argument) -> unknown(m, words[0]))
          .accept(member, words.length > 1 ? words[1] : "");
    } else if (!text.isEmpty()) {
      say(member, text);
    }
  }

  private static void say(Member member, String text) {
    if (isInRoom(member)) {
      member.room().say(member.name(), text);
    }
  }

  private static boolean isInRoom(Member member) {
    if (member.room() == null) {
      member.tell("! you are in no room: /join NAME");
    }
    return member.room() != null;
  }

  private void help(Member member) {
    member.tell("* " + String.join(" ", byName.keySet()) + "; all else goes to the room");
  }

  private static void unknown(Member member, String command) {
    member.tell("! there is no " + command + ": /help");
  }

  private void nick(Member member, String name) {
    if (!Names.isValid(name) || Names.isReserved(name)) {
      member.tell("! a name has " + Names.RULE + ", and doesn't begin with " + Names.GUEST);
    } else if (lobby.rename(member, name)) {
      member.tell("* you are " + name);
    } else {
      member.tell("! somebody else is " + name);
    }
  }

  private void join(Member member, String name) {
    if (Names.isValid(name)) {
      lobby.join(member, name);
      member.tell("* you are in " + member.room().name());
    } else {
      member.tell("! a room's name has " + Names.RULE);
    }
  }

  private void leave(Member member) {
    if (isInRoom(member)) {
      String left = member.room().name();
      lobby.leave(member);
      member.tell("* you have left " + left);
    }
  }

  private void who(Member member) {
    if (isInRoom(member)) {
      member.tell("* here: " + String.join(", ", lobby.who(member.room())));
    }
  }

  private void rooms(Member member) {
    member.tell("* rooms: " + String.join(", ", lobby.rooms()));
  }

  private void stats(Member member) {
    long tasks = AsyncRuntime.current().metrics().aliveTasks();
    member.tell("* " + lobby.stats() + ", tasks: " + tasks);
  }

  private static void quit(Member member) {
    member.tell("* goodbye");
    member.leave();
  }
}
