package crawler;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.junit5.AsyncTest;
import dev.weft.junit5.TestRuntime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Crawls of sites that are made up, in time that is, too. */
final class CrawlTest {
  private final List<String> out = new ArrayList<>();

  @Async
  private Future<Crawl> crawl(MadeUpSite site, String... arguments) {
    Crawl crawl = new Crawl(Options.parse(arguments), site, out::add);
    await(crawl.run());
    return ready(crawl);
  }

  @AsyncTest(repeat = 100)
  void hostsAreAskedInTurnAndNeverByTooManyAtOnce(TestRuntime runtime) {
    MadeUpSite site = new MadeUpSite(runtime.random(), 40);
    String[] options = {
      "--concurrency", "5", "--per-host", "3", "--depth", "90", "http://a/0", "http://b/0"
    };
    await(crawl(site, options));
    assertThat(site.asked()).doesNotHaveDuplicates().hasSize(2 * 41);
    assertThat(site.mostAtOnce("a")).isEqualTo(3);
    assertThat(site.mostAtOnce("b")).isEqualTo(3);
    assertThat(site.mostAtOnce("")).isEqualTo(5);
  }

  @AsyncTest(repeat = 20)
  void aDelayIsBetweenAllRequestsToAHostAndNotToOthers(TestRuntime runtime) {
    MadeUpSite site = new MadeUpSite(runtime.random(), 20);
    site.put("http://b/robots.txt", 200, "user-agent: *\ncrawl-delay: 7");
    await(crawl(site, "--delay-millis", "2000", "--depth", "90", "http://a/0", "http://b/0"));
    assertThat(site.leastSpan("a")).isEqualTo(Duration.ofSeconds(2));
    // The rules themselves are read before they are known.
    assertThat(site.leastSpan("b")).isEqualTo(Duration.ofSeconds(7));
    assertThat(site.asked()).hasSize(2 * 21);
  }

  @AsyncTest(startPaused = true)
  void whoIsBusyIsAskedAgainLater() {
    MadeUpSite site = MadeUpSite.empty();
    site.put("http://a/", 200, "<a href=busy>1</a><a href=broken>2</a><a href=gone>3</a>");
    site.busy("http://a/busy", 2);
    site.busy("http://a/broken", 99);
    Crawl crawl = await(crawl(site, "--attempts", "3", "http://a/"));
    assertThat(site.asked().stream().filter(each -> each.endsWith("/busy"))).hasSize(3);
    assertThat(site.asked().stream().filter(each -> each.endsWith("/broken"))).hasSize(3);
    assertThat(out)
        .containsExactlyInAnyOrder(
            "200 http://a/",
            "404 http://a/gone",
            "200 http://a/busy",
            "failed http://a/broken: the server says 503");
    assertThat(crawl.summary()).isEqualTo("2 pages, 1 failed, 0 disallowed, left: 0");
  }

  @AsyncTest(startPaused = true)
  void aPageThatDoesntComeIsGivenUp() {
    MadeUpSite site = MadeUpSite.empty();
    site.put("http://a/", 200, "<a href=slow>1</a>");
    site.never("http://a/slow");
    await(crawl(site, "--timeout-seconds", "9", "http://a/"));
    assertThat(out).contains("failed http://a/slow: not there within 9 s");
    assertThat(site.asked()).containsOnlyOnce("http://a/slow");
    assertThat(site.atOnce()).isZero();
  }

  @AsyncTest(startPaused = true)
  void redirectsStayInScopeAndWithinTheRules() {
    MadeUpSite site = MadeUpSite.empty();
    site.put("http://a/robots.txt", 200, "user-agent: *\ndisallow: /private");
    site.put("http://a/", 200, "<a href=1>1</a><a href=2>2</a><a href=3>3</a><a href=4>4</a>");
    site.redirect("http://a/1", "/private/x");
    site.redirect("http://a/2", "http://other/");
    site.redirect("http://a/3", "/3");
    site.redirect("http://a/4", "page#x");
    site.put("http://a/page", 200, "");
    await(crawl(site, "http://a/"));
    assertThat(site.asked())
        .containsExactlyInAnyOrder(
            "http://a/robots.txt",
            "http://a/",
            "http://a/1",
            "http://a/2",
            "http://a/3",
            "http://a/4",
            "http://a/page");
  }

  @AsyncTest(startPaused = true)
  void aHostWhoseRulesCannotBeReadIsLeftAlone() {
    MadeUpSite site = MadeUpSite.empty();
    site.put("http://a/robots.txt", 500, "");
    site.put("http://a/", 200, "");
    assertThat(await(crawl(site, "http://a/")).summary())
        .isEqualTo("0 pages, 0 failed, 1 disallowed, left: 0");
    assertThat(site.asked()).containsExactly("http://a/robots.txt");
  }

  @AsyncTest(startPaused = true)
  void thePagesThatAreFurtherAwayAreLeftOut() {
    MadeUpSite site = MadeUpSite.empty();
    site.put("http://a/", 200, "<a href=1>1</a><a href=3>3</a>");
    site.put("http://a/1", 200, "<a href=2>2</a>");
    site.put("http://a/2", 200, "<a href=3>3</a>");
    site.put("http://a/3", 200, "<a href=4>4</a>");
    await(crawl(site, "--depth", "2", "http://a/"));
    assertThat(out)
        .containsExactlyInAnyOrder(
            "200 http://a/",
            "200 http://a/1",
            "200 http://a/3",
            "200 http://a/2",
            "404 http://a/4");
  }

  @AsyncTest(startPaused = true)
  void linksAreFoundAsWgetFindsThem() throws IOException {
    String html =
        """
        <html><head><base href="/b/"><link rel=stylesheet href=s.css>
        <style>@import "i.css"; a { background: url( 'u.png' ) } /* url(no) */</style>
        <meta http-equiv=Refresh content="3; URL=refresh"></head>
        <body background=bg.png><a href="a?x=1&amp;y=2#z">a</a>
        <img src=i.png srcset="1.png 1x, 2.png">
        <!-- <a href=no> --><p style="background: url(st.png)" data-href=no></body></html>
        """;
    Response response = new Response(200, "text/html; charset=utf-8", "", html.getBytes(UTF_8));
    assertThat(Links.of(URI.create("http://h/x"), response).stream().map(URI::toString))
        .containsExactlyInAnyOrder(
            "http://h/b/s.css",
            "http://h/b/i.css",
            "http://h/b/u.png",
            "http://h/b/refresh",
            "http://h/b/bg.png",
            "http://h/b/a?x=1&y=2",
            "http://h/b/i.png",
            "http://h/b/1.png",
            "http://h/b/2.png",
            "http://h/b/st.png");
  }
}
