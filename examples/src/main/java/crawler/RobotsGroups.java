package crawler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All that a {@code robots.txt} says to an agent, in however many groups. */
final class RobotsGroups {
  private final String agent;
  private final List<RobotsRule> rules = new ArrayList<>();
  private Duration delay = Duration.ZERO;
  private boolean found;

  /** Whether the group that is being read is for the agent. */
  private boolean isOurs;

  /** Whether the line before has named an agent: groups may be for several. */
  private boolean inNames;

  RobotsGroups(String text, String agent) {
    this.agent = agent;
    text.lines().map(line -> line.replaceFirst("#.*", "")).forEach(this::read);
  }

  boolean isFound() {
    return found;
  }

  List<RobotsRule> rules() {
    return rules;
  }

  Duration delay() {
    return delay;
  }

  private void read(String line) {
    String[] words = line.split(":", 2);
    if (words.length == 2) {
      String key = words[0].strip().toLowerCase(Locale.ROOT);
      read(key, words[1].strip());
      inNames = key.equals("user-agent");
    }
  }

  private void read(String key, String value) {
    if (key.equals("user-agent")) {
      isOurs = (inNames && isOurs) || value.toLowerCase(Locale.ROOT).equals(agent);
      found |= isOurs;
    } else if (isOurs && key.equals("crawl-delay")) {
      delay = seconds(value);
    } else if (isOurs && key.matches("allow|disallow") && !value.isEmpty()) {
      rules.add(new RobotsRule(Urls.unescaped(value), key.equals("allow")));
    }
  }

  private static Duration seconds(String value) {
    try {
      return Duration.ofMillis(Math.max(0, (long) (Double.parseDouble(value) * 1000)));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
