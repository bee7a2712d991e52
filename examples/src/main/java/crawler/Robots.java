package crawler;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of a {@code robots.txt} for one agent, as RFC 9309 has them, and a delay. */
final class Robots {
  /**
   * A rule.
   *
   * @param pattern the beginning of a path, with {@code *} for anything and {@code $} for the end
   */
  private record Rule(String pattern, boolean isAllow) {
    boolean matches(String path) {
      boolean whole = pattern.endsWith("$");
      String[] parts =
          (whole ? pattern.substring(0, pattern.length() - 1) : pattern).split("\\*", -1);
      if (!path.startsWith(parts[0])) {
        return false;
      }
      int at = parts[0].length();
      for (int i = 1; i < parts.length; i++) {
        boolean isLast = whole && i == parts.length - 1;
        int found = isLast ? path.length() - parts[i].length() : path.indexOf(parts[i], at);
        if (found < at || !path.startsWith(parts[i], found)) {
          return false;
        }
        at = found + parts[i].length();
      }
      return !whole || at == path.length();
    }
  }

  private final List<Rule> rules;
  private final Duration delay;

  private Robots(List<Rule> rules, Duration delay) {
    this.rules = rules;
    this.delay = delay;
  }

  static Robots everythingAllowed() {
    return new Robots(List.of(), Duration.ZERO);
  }

  static Robots nothingAllowed() {
    return new Robots(List.of(new Rule("/", false)), Duration.ZERO);
  }

  /** Takes what is said to an agent, or to all where nothing is said to it. */
  static Robots parse(String text, String agent) {
    Robots own = groupsOf(text, agent.toLowerCase(Locale.ROOT));
    return own != null ? own : orElseAll(groupsOf(text, "*"));
  }

  private static Robots orElseAll(Robots forAll) {
    return forAll != null ? forAll : everythingAllowed();
  }

  /** All groups for an agent, as if they were one; null if there is none. */
  private static Robots groupsOf(String text, String agent) {
    List<Rule> rules = new ArrayList<>();
    Duration delay = Duration.ZERO;
    boolean found = false;
    boolean isOurs = false;
    boolean inNames = false;
    for (String line : text.lines().toList()) {
      String[] words = line.replaceFirst("#.*", "").split(":", 2);
      String value = words.length < 2 ? "" : words[1].strip();
      String key = words[0].strip().toLowerCase(Locale.ROOT);
      switch (key) {
        case "user-agent" -> {
          isOurs = (inNames && isOurs) || value.toLowerCase(Locale.ROOT).equals(agent);
          found |= isOurs;
        }
        case "allow", "disallow" -> {
          if (isOurs && !value.isEmpty()) {
            rules.add(new Rule(Urls.unescaped(value), key.equals("allow")));
          }
        }
        case "crawl-delay" -> delay = isOurs ? seconds(value) : delay;
        default -> {}
      }
      inNames = key.equals("user-agent") || (inNames && key.isEmpty());
    }
    return found ? new Robots(rules, delay) : null;
  }

  private static Duration seconds(String value) {
    try {
      return Duration.ofMillis(Math.max(0, (long) (Double.parseDouble(value) * 1000)));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  /** The longest rule that fits decides; of two that are as long, the one that allows. */
  boolean allows(URI url) {
    String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    Rule best = new Rule("", true);
    for (Rule rule : rules) {
      int longer = rule.pattern().length() - best.pattern().length();
      if ((longer > 0 || (longer == 0 && rule.isAllow())) && rule.matches(path)) {
        best = rule;
      }
    }
    return best.isAllow();
  }

  /** How long to wait between two requests; zero if nothing is said. */
  Duration delay() {
    return delay;
  }
}
