package dev.weft.internal.fs;

import dev.weft.fs.FileEvent.Kind;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All watched directories of a file system, with the one thread that waits for what happens there.
 *
 * <p>There is one for all, as systems have few watch services to give away, and the JDK has a
 * thread for each. It begins with the first directory, and ends with the last. Each directory is
 * watched for everything, and who watches it picks out what it wants.
 *
 * <p>The lock of the class guards who is watched. The JDK is asked under it, so that no event comes
 * before it is known whom to tell; so it is taken on threads that may block only.
 */
final class WatchHub {
  private static final Map<FileSystem, WatchHub> ALL = new HashMap<>();

  private static final Map<WatchEvent.Kind<?>, Kind> KINDS =
      Map.of(
          StandardWatchEventKinds.ENTRY_CREATE, Kind.CREATED,
          StandardWatchEventKinds.ENTRY_MODIFY, Kind.MODIFIED,
          StandardWatchEventKinds.ENTRY_DELETE, Kind.DELETED,
          StandardWatchEventKinds.OVERFLOW, Kind.OVERFLOW);

  private final FileSystem system;
  private final WatchService service;
  private final Map<WatchKey, Set<Watched>> watched = new HashMap<>();

  private WatchHub(FileSystem system) throws IOException {
    this.system = system;
    service = system.newWatchService();
  }

  /** Watches a directory from now on. */
  static Watched watch(Path directory, Set<Kind> kinds) throws IOException {
    synchronized (WatchHub.class) {
      WatchHub hub = of(directory.getFileSystem());
      try {
        return hub.add(directory, kinds);
      } finally {
        hub.endIfIdle();
      }
    }
  }

  private static WatchHub of(FileSystem system) throws IOException {
    WatchHub known = ALL.get(system);
    if (known != null) {
      return known;
    }
    WatchHub hub = new WatchHub(system);
    ALL.put(system, hub);
    Thread thread = new Thread(hub::run, "weft-watch");
    thread.setDaemon(true);
    thread.start();
    return hub;
  }

  private Watched add(Path directory, Set<Kind> kinds) throws IOException {
    WatchKey key =
        directory.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
    Watched one = new Watched(this, directory, kinds);
    watched.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(one);
    return one;
  }

  /** Somebody doesn't watch any more. */
  void remove(Watched one) {
    synchronized (WatchHub.class) {
      for (WatchKey key : List.copyOf(watched.keySet())) {
        Set<Watched> all = watched.getOrDefault(key, Set.of());
        if (all.remove(one) && all.isEmpty()) {
          watched.remove(key);
          key.cancel();
        }
      }
      endIfIdle();
    }
  }

  private void endIfIdle() {
    if (watched.isEmpty() && ALL.remove(system, this)) {
      try {
        service.close();
      } catch (IOException e) {
        // Its thread ends all the same.
      }
    }
  }

  /** What the thread does. */
  private void run() {
    try {
      while (true) {
        dispatch(service.take());
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      // Nothing is watched any more.
    }
  }

  private void dispatch(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    boolean isThere = key.reset();
    List<Watched> all;
    synchronized (WatchHub.class) {
      all = List.copyOf(watched.getOrDefault(key, Set.of()));
      if (!isThere) {
        watched.remove(key);
        endIfIdle();
      }
    }
    for (Watched each : all) {
      events.forEach(event -> tell(each, event));
      if (!isThere) {
        each.end();
      }
    }
  }

  private static void tell(Watched one, WatchEvent<?> event) {
    Kind kind = KINDS.get(event.kind());
    @Nullable Path name = event.context() instanceof Path path ? path : null;
    if (kind != null) {
      one.tell(kind, name);
    }
  }
}
