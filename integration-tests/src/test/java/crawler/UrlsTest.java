package crawler;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many spellings of an address, and the one that is made of them. */
final class UrlsTest {
  private static final URI BASE = URI.create("http://host/a/b/page.html?old=1");

  /** Among them those of RFC 3986, section 5.4. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "g,               http://host/a/b/g",
        "./g,             http://host/a/b/g",
        "g/,              http://host/a/b/g/",
        "/g,              http://host/g",
        "//other,         http://other/",
        "?y=1,            http://host/a/b/page.html?y=1",
        "g?y/./x,         http://host/a/b/g?y/./x",
        "#part,           http://host/a/b/page.html?old=1",
        "g?y#s,           http://host/a/b/g?y",
        ";x,              http://host/a/b/;x",
        "\"\",            http://host/a/b/page.html?old=1",
        ".,               http://host/a/b/",
        "..,              http://host/a/",
        "../g,            http://host/a/g",
        "../..,           http://host/",
        "../../../../g,   http://host/g",
        "/./g,            http://host/g",
        "/../g,           http://host/g",
        "g.,              http://host/a/b/g.",
        "..g,             http://host/a/b/..g",
        "./../g,          http://host/a/g",
        "g/./h,           http://host/a/b/g/h",
        "g/../h,          http://host/a/b/h",
        "HTTP://HOST:80,  http://host/",
        "https://h:443/x, https://h/x",
        "http://h:8080/x, http://h:8080/x",
        "%7Ea%2f%2E,      http://host/a/b/~a%2F.",
        "%2e%2e/x,        http://host/a/x",
        "a b|\u00fc,      http://host/a/b/a%20b%7C%C3%BC",
        "100%,            http://host/a/b/100%25",
        "\" x\ty \",      http://host/a/b/xy",
      })
  void hasOneSpelling(String link, String expected) {
    assertThat(Urls.resolve(BASE, link)).hasToString(expected);
    assertThat(Urls.resolve(BASE, expected)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:a@b",
        "javascript:void(0)",
        "ftp://host/x",
        "data:,x",
        "http://",
        "http:///x"
      })
  void othersCannotBeFetched(String link) {
    assertThat(Urls.resolve(BASE, link)).isNull();
  }

  @Test
  void aScopeEndsWithTheHost() {
    URI start = URI.create("http://host/a/start.html");
    Scope host = new Scope(List.of(start), false);
    Scope below = new Scope(List.of(start), true);
    assertThat(host.contains(URI.create("http://host/b"))).isTrue();
    assertThat(below.contains(URI.create("http://host/b"))).isFalse();
    assertThat(below.contains(URI.create("http://host/a/b/c"))).isTrue();
    assertThat(host.contains(URI.create("http://host:81/b"))).isFalse();
    assertThat(host.contains(URI.create("http://hosta/b"))).isFalse();
  }
}
