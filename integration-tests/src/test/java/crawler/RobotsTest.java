package crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a {@code robots.txt} says, with the examples of RFC 9309. */
final class RobotsTest {
  private static final String AGENT = "weft-crawler";

  private static boolean allows(String robots, String path) {
    return Robots.parse(robots, AGENT).allows(URI.create("http://host" + path));
  }

  @ParameterizedTest
  @CsvSource({
    "/,             /x,            false",
    "/fish,         /fish.html,    false",
    "/fish,         /Fish,         true",
    "/fish,         /a/fish,       true",
    "/fish*,        /fishheads,    false",
    "/fish/,        /fish,         true",
    "/*.php,        /a/x.php?y=1,  false",
    "/*.php$,       /a/x.php?y=1,  true",
    "/*.php$,       /a/x.php,      false",
    "/*.php$,       /a.php/b.php,  false",
    "/fish*.php,    /fishA/b.php,  false",
    "/a*b*c$,       /a-b-c-c,      false",
    "/a*b*c$,       /a-b,          true",
    "/x$,           /x,            false",
    "/x$,           /x/x,          true",
    "/%7ejoe/,      /~joe/x,       false",
    "/gr%c3%bc,     /gr%C3%BC,     false",
  })
  void aPatternFits(String pattern, String path, boolean allowed) {
    assertThat(allows("user-agent: *\ndisallow: " + pattern, path)).isEqualTo(allowed);
  }

  @Test
  void theLongestRuleDecidesWhereverItStands() {
    String robots =
        """
        User-agent: *
        Disallow: /private/
        Allow: /private/open/
        Allow: /page
        Disallow: /*.htm
        Allow: /same
        Disallow: /same
        Disallow:
        """;
    assertThat(allows(robots, "/private/x")).isFalse();
    assertThat(allows(robots, "/private/open/x")).isTrue();
    assertThat(allows(robots, "/page.htm")).isFalse();
    assertThat(allows(robots, "/page")).isTrue();
    assertThat(allows(robots, "/same")).isTrue();
    assertThat(allows(robots, "/else")).isTrue();
  }

  @Test
  void allGroupsForUsCountAndNoOthers() {
    String robots =
        """
        User-agent: *
        Disallow: /
        User-agent: Other
        User-Agent: Weft-Crawler # us

        Disallow: /a
        Crawl-delay: 1.5
        Sitemap: http://host/sitemap.xml
        User-agent: other
        Disallow: /b
        User-agent: weft-crawler
        Disallow: /c
        """;
    assertThat(allows(robots, "/a")).isFalse();
    assertThat(allows(robots, "/b")).isTrue();
    assertThat(allows(robots, "/c")).isFalse();
    assertThat(Robots.parse(robots, AGENT).delay()).isEqualTo(Duration.ofMillis(1500));
    assertThat(Robots.parse(robots, "third").allows(URI.create("http://host/x"))).isFalse();
  }

  @Test
  void nothingSaidAllowsEverything() {
    assertThat(allows("", "/x")).isTrue();
    assertThat(allows("<html>not found: really</html>", "/x")).isTrue();
  }
}
