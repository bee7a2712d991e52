package crawler;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.sync.Semaphore;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One crawl, breadth first: all pages that are so many links away before those that are further.
 * All of it is one task, however many pages it waits for at once, so that nothing here needs a
 * lock.
 */
final class Crawl {
  private static final int MAX_REDIRECTS = 20;

  /** What a visit has found: links, or where it was sent. */
  private record Visit(List<URI> links, List<URI> redirects) {
    static final Visit NOTHING = new Visit(List.of(), List.of());
  }

  private final Options options;
  private final Scope scope;
  private final Map<URI, Host> hosts = new LinkedHashMap<>();
  private final Store store;
  private final Consumer<String> out;
  private final Set<URI> seen = new HashSet<>();
  private int claimed;
  private int visited;
  private int saved;
  private int failed;
  private int disallowed;

  Crawl(Options options, Transport transport, Consumer<String> out) {
    this.options = options;
    this.out = out;
    scope = new Scope(options.starts(), options.noParent());
    store = options.output() == null ? null : new Store(options.output());
    Semaphore places = new Semaphore(options.concurrency());
    for (URI start : options.starts()) {
      hosts.computeIfAbsent(Scope.root(start), root -> new Host(root, transport, options, places));
    }
  }

  @Async
  Future<Void> run() {
    await(joinEach(hosts.entrySet(), host -> await(greet(host.getKey(), host.getValue()))));
    List<URI> level = claim(options.starts());
    for (int depth = 0; !level.isEmpty(); depth++) {
      List<URI> links = await(visitAll(level));
      level = depth < options.depth() ? claim(links) : List.of();
    }
    return ready();
  }

  @Async
  private Future<Void> greet(URI root, Host host) {
    try {
      await(host.readRobots());
    } catch (IOException e) {
      out.accept("failed " + root + ": " + e.getMessage());
      failed++;
    }
    return ready();
  }

  /** Of these, the ones that nobody has seen and that we may visit. */
  private List<URI> claim(Collection<URI> urls) {
    List<URI> mine = new ArrayList<>();
    for (URI url : urls) {
      if (scope.contains(url) && seen.add(url)) {
        if (hosts.get(Scope.root(url)).allows(url)) {
          mine.add(url);
        } else {
          disallowed++;
        }
      }
    }
    claimed += mine.size();
    return mine;
  }

  /** Visits pages and those that they send us to; returns where their links lead. */
  @Async
  private Future<List<URI>> visitAll(List<URI> level) {
    List<URI> links = new ArrayList<>();
    for (int hops = 0; !level.isEmpty() && hops <= MAX_REDIRECTS; hops++) {
      List<URI> redirects = new ArrayList<>();
      for (List<Visit> ofHost : await(joinEach(byHost(level), urls -> await(visitHost(urls))))) {
        ofHost.forEach(visit -> links.addAll(visit.links()));
        ofHost.forEach(visit -> redirects.addAll(visit.redirects()));
      }
      level = claim(redirects);
    }
    return ready(links);
  }

  private static Collection<List<URI>> byHost(List<URI> urls) {
    Map<URI, List<URI>> byHost = new LinkedHashMap<>();
    urls.forEach(url -> byHost.computeIfAbsent(Scope.root(url), h -> new ArrayList<>()).add(url));
    return byHost.values();
  }

  @Async
  private Future<List<Visit>> visitHost(List<URI> urls) {
    return ready(await(tryJoinEach(options.perHost(), urls, url -> await(visit(url)))));
  }

  @Async
  private Future<Visit> visit(URI url) {
    Visit visit = Visit.NOTHING;
    try {
      Response response = await(hosts.get(Scope.root(url)).get(url));
      visit = await(take(url, response));
    } catch (IOException e) {
      out.accept("failed " + url + ": " + e.getMessage());
      failed++;
    }
    visited++;
    return ready(visit);
  }

  @Async
  private Future<Visit> take(URI url, Response response) throws IOException {
    out.accept(response.status() + " " + url);
    if (response.isRedirect()) {
      URI target = Urls.resolve(url, response.location());
      return ready(new Visit(List.of(), target == null ? List.of() : List.of(target)));
    }
    if (!response.isOk()) {
      return ready(Visit.NOTHING);
    }
    if (store != null) {
      // What has come is saved, also if we are to stop.
      await(shield(store.save(url, response.body())));
    }
    saved++;
    return ready(new Visit(Links.of(url, response), List.of()));
  }

  /** How far it has come. */
  String summary() {
    return saved
        + " pages, "
        + failed
        + " failed, "
        + disallowed
        + " disallowed, left: "
        + (claimed - visited);
  }
}
