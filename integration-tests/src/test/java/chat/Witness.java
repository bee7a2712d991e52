package chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A member that acts at random, and knows who is in its room by what it is told alone. */
final class Witness {
  private static final List<String> NAMES = List.of("anna", "Anna", "bert", "carl", "dora");
  private static final List<String> ROOMS = List.of("lobby", "garden");

  private final Member member;
  private final Lobby lobby;
  private final Commands commands;
  private final RandomGenerator random;
  private final Set<String> others = new LinkedHashSet<>();

  Witness(Member member, Lobby lobby, RandomGenerator random) {
    this.member = member;
    this.lobby = lobby;
    this.random = random;
    commands = new Commands(lobby);
  }

  Member member() {
    return member;
  }

  void act() {
    switch (random.nextInt(6)) {
      case 0 -> commands.execute(member, "/nick " + pick(NAMES));
      case 1 -> {
        learn();
        commands.execute(member, "/join " + pick(ROOMS));
        // What came before is of another room, or known.
        discard();
        look();
      }
      case 2 -> {
        learn();
        commands.execute(member, "/leave");
        discard();
        others.clear();
      }
      case 3, 4 -> commands.execute(member, "hello");
      default -> learn();
    }
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void look() {
    others.clear();
    others.addAll(lobby.who(member.room()));
  }

  private void discard() {
    Object unused = member.takeUnsent();
  }

  void assertKnowsWhoIsThere() {
    learn();
    if (member.room() != null) {
      assertThat(others).containsExactlyInAnyOrderElementsOf(lobby.who(member.room()));
    }
  }

  private void learn() {
    member.takeMessages();
    lines(member).forEach(this::learn);
  }

  private void learn(String line) {
    String[] words = line.split(" ", -1);
    if (line.startsWith("<")) {
      assertThat(others).as(line).contains(line.substring(1, line.indexOf('>')));
    } else if (line.contains(" has joined ")) {
      assertThat(others.add(words[1])).as(line).isTrue();
    } else if (line.contains(" has left ")) {
      assertThat(others.remove(words[1])).as(line).isTrue();
    } else if (line.contains(" is now ")) {
      assertThat(others.remove(words[1])).as(line).isTrue();
      assertThat(others.add(words[4])).as(line).isTrue();
    }
  }

  /** What a member has been told since this was asked last. */
  private static List<String> lines(Member member) {
    List<String> lines = new ArrayList<>();
    for (ByteBuffer bytes : member.takeUnsent()) {
      lines.add(StandardCharsets.UTF_8.decode(bytes).toString().strip());
    }
    return lines;
  }

  /** How many lines a member gets, those included that it is told it has missed. */
  static int countLines(Member member) {
    member.takeMessages();
    return lines(member).stream().mapToInt(Witness::countOf).sum();
  }

  private static int countOf(String line) {
    return line.startsWith("! you have missed ") ? Integer.parseInt(line.split(" ", -1)[4]) : 1;
  }
}
