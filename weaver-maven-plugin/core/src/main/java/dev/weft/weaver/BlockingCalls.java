package dev.weft.weaver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods that hold a thread while they wait, and what async code does in their place. */
public final class BlockingCalls {
  private static final String OBJECT = "java.lang.Object";

  private static final String ON_POOL = "await(spawnBlocking(() -> ...))";

  /**
   * Type, methods, cure. A method with a number behind a slash is the one with so many parameters.
   */
  private static final String KNOWN =
      """
      java.lang.Thread sleep await(sleep(...))
      java.lang.Thread join a JoinHandle
      java.lang.Object wait dev.weft.sync.Notify
      java.lang.Process waitFor dev.weft.process.Command
      java.util.concurrent.TimeUnit sleep,timedJoin,timedWait await(sleep(...))
      java.util.concurrent.BlockingQueue put,take,offer/3,poll/2 dev.weft.sync.Mpsc
      java.util.concurrent.BlockingDeque putFirst,putLast,takeFirst,takeLast dev.weft.sync.Mpsc
      java.util.concurrent.TransferQueue transfer,tryTransfer/3 dev.weft.sync.Mpsc
      java.util.concurrent.Exchanger exchange dev.weft.sync.Oneshot
      java.util.concurrent.locks.Lock lock,lockInterruptibly,tryLock/2 dev.weft.sync.Mutex
      java.util.concurrent.locks.StampedLock readLock,writeLock dev.weft.sync.RwLock
      java.util.concurrent.locks.Condition await,awaitNanos,awaitUntil,awaitUninterruptibly dev.weft.sync.Notify
      java.util.concurrent.locks.LockSupport park,parkNanos,parkUntil dev.weft.sync.Notify
      java.util.concurrent.Semaphore acquire,acquireUninterruptibly,tryAcquire/3 dev.weft.sync.Semaphore
      java.util.concurrent.CountDownLatch await dev.weft.task.TaskTracker or a JoinHandle
      java.util.concurrent.CyclicBarrier await dev.weft.sync.Barrier
      java.util.concurrent.Phaser arriveAndAwaitAdvance,awaitAdvance dev.weft.sync.Barrier
      java.util.concurrent.Future get await(stage) or a JoinHandle
      java.util.concurrent.CompletableFuture join await(stage)
      java.util.concurrent.ForkJoinTask join,invoke POOL
      java.util.concurrent.ExecutorService invokeAll,invokeAny,awaitTermination,close POOL
      java.util.concurrent.CompletionService take,poll/2 dev.weft.task.JoinSet
      java.io.InputStream read,readAllBytes,readNBytes,transferTo dev.weft.io or POOL
      java.io.Reader read,readLine,transferTo dev.weft.io or POOL
      java.net.URL openStream,getContent java.net.http.HttpClient.sendAsync
      java.net.URLConnection connect,getInputStream,getContent java.net.http.HttpClient.sendAsync
      java.net.http.HttpClient send await(client.sendAsync(...))
      java.net.Socket connect dev.weft.net.TcpStream
      java.net.ServerSocket accept dev.weft.net.TcpListener
      java.net.InetAddress getByName,getAllByName dev.weft.net
      java.nio.channels.Selector select POOL
      java.nio.file.Files readAllBytes,readAllLines,readString,write,writeString,copy dev.weft.fs.AsyncFiles
      java.sql.DriverManager getConnection POOL
      javax.sql.DataSource getConnection POOL
      java.sql.Connection commit,rollback POOL
      java.sql.Statement execute,executeQuery,executeUpdate,executeBatch POOL
      java.sql.PreparedStatement execute,executeQuery,executeUpdate POOL
      java.sql.ResultSet next POOL
      dev.weft.AsyncRuntime blockOn await(...)
      dev.weft.sync.Mpsc$Sender blockingSend await(sender.send(...))
      dev.weft.sync.Mpsc$Receiver blockingRecv await(receiver.recv())
      """;

  /** Types of those that read from memory. */
  private static final Set<String> IN_MEMORY =
      Set.of("java.io.ByteArrayInputStream", "java.io.StringReader", "java.io.CharArrayReader");

  private final Map<String, Map<String, String>> cures = new HashMap<>();

  /** The option that named those that aren't known. */
  private final String own;

  private BlockingCalls(String own) {
    this.own = own;
  }

  /**
   * Those that are known and those that an option names.
   *
   * @param option {@code com.acme.Client#call,com.acme.Store#load}
   * @throws IllegalArgumentException if the option is something else
   */
  public static BlockingCalls of(String option) {
    BlockingCalls calls = new BlockingCalls(option);
    KNOWN.lines().forEach(calls::addKnown);
    Arrays.stream(option.split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .forEach(calls::addOwn);
    return calls;
  }

  private void addKnown(String line) {
    List<String> parts = List.of(line.split(" ", 3));
    String cure = parts.get(2).replace("POOL", ON_POOL);
    for (String method : parts.get(1).split(",", -1)) {
      add(method, parts.get(0).replace('$', '.'), cure);
    }
  }

  private void addOwn(String entry) {
    List<String> parts = List.of(entry.split("#", -1));
    if (parts.size() != 2 || parts.get(0).isEmpty() || parts.get(1).isEmpty()) {
      throw new IllegalArgumentException(
          "%s names %s; write com.acme.Client#call, and commas in between"
              .formatted(LintOptions.BLOCKING, entry));
    }
    add(parts.get(1), parts.get(0), ON_POOL);
  }

  private void add(String method, String type, String cure) {
    cures.computeIfAbsent(method, name -> new HashMap<>()).put(type, cure);
  }

  /** Whether a method of this name may be one of them, to tell most others fast. */
  public boolean mayBe(String name, int parameters) {
    return cures.containsKey(name) || cures.containsKey(name + "/" + parameters);
  }

  /**
   * What to do in place of a call; empty if it doesn't block.
   *
   * @param name the name of the method
   * @param parameters how many it has
   * @param receiver the type that it is called for and all of its supertypes, in Java's notation
   */
  public Optional<String> cure(String name, int parameters, Set<String> receiver) {
    return receiver.stream().anyMatch(IN_MEMORY::contains)
        ? Optional.empty()
        : find(name, receiver).or(() -> find(name + "/" + parameters, receiver));
  }

  private Optional<String> find(String name, Set<String> types) {
    return cures.getOrDefault(name, Map.of()).entrySet().stream()
        .filter(entry -> types.contains(entry.getKey()) || entry.getKey().equals(OBJECT))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The option that they were made of: the same text for the same calls. */
  @Override
  public String toString() {
    return own;
  }
}
