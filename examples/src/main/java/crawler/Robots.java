package crawler;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The rules of a {@code robots.txt} for one agent, as RFC 9309 has them, and a delay. */
final class Robots {
  private final List<RobotsRule> rules;
  private final Duration delay;

  private Robots(List<RobotsRule> rules, Duration delay) {
    this.rules = rules;
    this.delay = delay;
  }

  static Robots everythingAllowed() {
    return new Robots(List.of(), Duration.ZERO);
  }

  static Robots nothingAllowed() {
    return new Robots(List.of(new RobotsRule("/", false)), Duration.ZERO);
  }

  /** Takes what is said to an agent, or to all where nothing is said to it. */
  static Robots parse(String text, String agent) {
    RobotsGroups own = new RobotsGroups(text, agent.toLowerCase(Locale.ROOT));
    RobotsGroups groups = own.isFound() ? own : new RobotsGroups(text, "*");
    return new Robots(groups.rules(), groups.delay());
  }

  /** The longest rule that fits decides; of two that are as long, the one that allows. */
  boolean allows(URI url) {
    String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    RobotsRule best = new RobotsRule("", true);
    for (RobotsRule rule : rules) {
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
