package dev.weft.it.cancel;

import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.race;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.sleepUntil;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.timeoutAt;
import static dev.weft.Weft.unconstrained;
import static dev.weft.Weft.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.OneOf2;
import dev.weft.Outcome;
import dev.weft.Weft;
import dev.weft.interop.StreamSubscriber;
import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncReadWrite;
import dev.weft.io.AsyncWrite;
import dev.weft.io.BufReader;
import dev.weft.io.BufWriter;
import dev.weft.io.BufferPool;
import dev.weft.io.DataReader;
import dev.weft.io.Duplex;
import dev.weft.io.Framed;
import dev.weft.io.LinesCodec;
import dev.weft.io.Pipe;
import dev.weft.io.PooledBuffer;
import dev.weft.stream.CompletionStream;
import dev.weft.stream.StreamMap;
import dev.weft.sync.Broadcast;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import dev.weft.sync.Oneshot;
import dev.weft.sync.RwLock;
import dev.weft.sync.Semaphore;
import dev.weft.sync.Watch;
import dev.weft.task.CancellationToken;
import dev.weft.task.JoinMap;
import dev.weft.task.JoinSet;
import dev.weft.task.LocalSet;
import dev.weft.task.RateLimiter;
import dev.weft.task.TaskLocal;
import dev.weft.task.TaskScope;
import dev.weft.task.TaskTracker;
import dev.weft.time.Deadline;
import dev.weft.time.DelayQueue;
import dev.weft.time.Interval;
import dev.weft.time.Sleep;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A trial for each operation that says it loses nothing, by its name. */
final class Trials {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofHours(1);

  /** Makes the future of what it is given. */
  private interface Start<A> {
    Future<?> of(A argument) throws Exception;
  }

  private final Map<String, Supplier<Trial>> byName = new TreeMap<>();

  /** What has to be closed at the end of a trial. */
  private final List<AutoCloseable> open = new ArrayList<>();

  Trials() {
    futures();
    channels();
    streams();
    locks();
    tasks();
    groups();
    bytes();
    time();
  }

  Map<String, Supplier<Trial>> byName() {
    return byName;
  }

  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    open.clear();
  }

  private static Consumer<@Nullable Object> gives(@Nullable Object expected) {
    return value -> assertThat(value).isEqualTo(expected);
  }

  private static void close(@Nullable Object value) {
    try {
      ((AutoCloseable) Objects.requireNonNull(value)).close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A trial of what wraps a future that it is given. */
  private void wrapper(String name, Start<Future<Integer>> wrap) {
    wrapper(name, wrap, 7);
  }

  private void wrapper(String name, Start<Future<Integer>> wrap, Object result) {
    byName.put(
        name,
        () -> {
          Mpsc.Channel<Integer> channel = Mpsc.channel(1);
          open.add(channel.tx());
          return Trial.of(
              () -> wrap.of(channel.rx().recv()), () -> channel.tx().trySend(7), gives(result));
        });
  }

  private void futures() {
    wrapper("Future.widen", Future::widen);
    wrapper("Future.map", future -> future.map(value -> value + 1), 8);
    wrapper("Future.named", future -> future.named("a name"));
    byName.put(
        "Future.shared",
        () -> {
          Mpsc.Channel<Integer> channel = Mpsc.channel(1);
          open.add(channel.tx());
          Future<Integer> shared = channel.rx().recv().shared();
          return Trial.of(() -> shared, () -> channel.tx().trySend(7), gives(7));
        });
    byName.put(
        "StreamSubscriber.next",
        () -> {
          StreamSubscriber<Integer> stream = StreamSubscriber.create();
          return Trial.of(stream::next, () -> stream.onNext(7), gives(7));
        });
    wrapper("Weft.timeout", future -> timeout(LONG, future));
    wrapper("Weft.timeoutAt", future -> timeoutAt(Deadline.after(LONG), future));
    wrapper("Weft.race", future -> race(future, pending()));
    wrapper("Weft.borrow", future -> borrow(future));
    wrapper("Weft.when", future -> when(true, future));
    wrapper("Weft.select", future -> select(future, pending()), new OneOf2.First<>(7));
    wrapper("Weft.unconstrained", future -> unconstrained(future));
    wrapper(
        "CancellationToken.runUntilCancelled",
        future -> new CancellationToken().runUntilCancelled(future));
    wrapper("TaskLocal.scope", future -> TaskLocal.<Integer>named("number").scope(1, future));
    wrapper("LocalSet.runUntil", future -> new LocalSet().runUntil(future));
    byName.put(
        "Weft.from",
        () -> {
          CompletableFuture<Integer> stage = new CompletableFuture<>();
          return Trial.of(() -> Weft.from(stage), () -> stage.complete(7), gives(7));
        });
  }

  private void channels() {
    mpsc("Mpsc.Receiver.recv", Mpsc.Receiver::recv, 7);
    mpsc("Mpsc.Receiver.next", Mpsc.Receiver::next, 7);
    mpsc("Mpsc.Receiver.recvMany", receiver -> receiver.recvMany(5), List.of(7));
    byName.put(
        "Mpsc.Sender.closed",
        () -> {
          Mpsc.Channel<Integer> channel = Mpsc.channel(1);
          open.add(channel.tx());
          return Trial.of(channel.tx()::closed, channel.rx()::close, gives(null));
        });
    byName.put(
        "Mpsc.UnboundedSender.closed",
        () -> {
          Mpsc.UnboundedChannel<Integer> channel = Mpsc.unbounded();
          open.add(channel.tx());
          return Trial.of(channel.tx()::closed, channel.rx()::close, gives(null));
        });
    place("Mpsc.Sender.reserve", sender -> sender.reserve());
    place("Mpsc.Sender.reserveMany", sender -> sender.reserveMany(2));
    oneshot();
    broadcast("Broadcast.Receiver.recv", Broadcast.Receiver::recv);
    broadcast("Broadcast.Receiver.next", Broadcast.Receiver::next);
    byName.put(
        "Broadcast.Sender.closed",
        () -> {
          Broadcast.Sender<Integer> sender = Broadcast.sender(1);
          open.add(sender);
          Broadcast.Receiver<Integer> receiver = sender.subscribe();
          return Trial.of(sender::closed, receiver::close, gives(null));
        });
    watch("Watch.Receiver.next", Watch.Receiver::next, 7);
    watch("Watch.Receiver.changed", Watch.Receiver::changed, true);
    watch("Watch.Receiver.waitFor", receiver -> receiver.waitFor(value -> value == 7), 7);
    byName.put(
        "Watch.Sender.closed",
        () -> {
          Watch.Sender<Integer> sender = Watch.sender(1);
          open.add(sender);
          Watch.Receiver<Integer> receiver = sender.subscribe();
          return Trial.of(sender::closed, receiver::close, gives(null));
        });
  }

  private void mpsc(String name, Start<Mpsc.Receiver<Integer>> start, Object value) {
    byName.put(
        name,
        () -> {
          Mpsc.Channel<Integer> channel = Mpsc.channel(1);
          open.add(channel.tx());
          return Trial.of(
              () -> start.of(channel.rx()), () -> channel.tx().trySend(7), gives(value));
        });
  }

  /** A full channel of two places. */
  private void place(String name, Start<Mpsc.Sender<Integer>> start) {
    byName.put(
        name,
        () -> {
          Mpsc.Channel<Integer> channel = Mpsc.channel(2);
          open.add(channel.tx());
          channel.tx().trySend(1);
          channel.tx().trySend(2);
          return Trial.of(
              () -> start.of(channel.tx()),
              () -> {
                channel.rx().tryRecv();
                channel.rx().tryRecv();
              },
              permit -> {
                close(permit);
                assertThat(channel.tx().capacity()).isEqualTo(2);
              });
        });
  }

  private void oneshot() {
    oneshot("Oneshot.Receiver", receiver -> receiver);
    oneshot("Oneshot.Receiver.recv", Oneshot.Receiver::recv);
    byName.put(
        "Oneshot.Sender.closed",
        () -> {
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          open.add(channel.tx());
          return Trial.of(channel.tx()::closed, channel.rx()::close, gives(null));
        });
  }

  private void oneshot(String name, Start<Oneshot.Receiver<Integer>> start) {
    byName.put(
        name,
        () -> {
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          open.add(channel.tx());
          return Trial.of(() -> start.of(channel.rx()), () -> channel.tx().send(7), gives(7));
        });
  }

  private void broadcast(String name, Start<Broadcast.Receiver<Integer>> start) {
    byName.put(
        name,
        () -> {
          Broadcast.Sender<Integer> sender = Broadcast.sender(4);
          open.add(sender);
          Broadcast.Receiver<Integer> receiver = sender.subscribe();
          return Trial.of(() -> start.of(receiver), () -> sender.send(7), gives(7));
        });
  }

  private void watch(String name, Start<Watch.Receiver<Integer>> start, Object value) {
    byName.put(
        name,
        () -> {
          Watch.Sender<Integer> sender = Watch.sender(1);
          open.add(sender);
          Watch.Receiver<Integer> receiver = sender.subscribe();
          return Trial.of(() -> start.of(receiver), () -> sender.send(7), gives(value));
        });
  }

  private void bytes() {
    for (String reader : List.of("AsyncRead", "Pipe.Reader", "Duplex")) {
      reading(reader + ".read", AsyncRead::read, 3);
    }
    for (String writer : List.of("AsyncWrite", "Pipe.Writer", "Duplex")) {
      writing(writer + ".write", AsyncWrite::write, 1);
    }
    buffers();
    frames();
    reading("AsyncRead.readFully", AsyncRead::readFully, null);
    writing("AsyncWrite.writeAll", AsyncWrite::writeAll, null);
    byName.put(
        "BufferPool.take",
        () -> {
          BufferPool pool = BufferPool.of(1, 1);
          PooledBuffer held = locked(pool.tryTake());
          return Trial.of(
              pool::take,
              held::close,
              buffer -> {
                close(buffer);
                assertThat(pool.available()).isEqualTo(1);
              });
        });
  }

  private void buffers() {
    reading("BufReader.read", AsyncRead::read, 3, BufReader::new);
    writing("BufWriter.write", AsyncWrite::write, 1, writer -> new BufWriter(writer, 2));
    buffered("BufReader.readLine", BufReader::readLine, "abc\n", "abc");
    buffered("BufReader.readUntil", reader -> reader.readUntil((byte) 'c'), "abc", bytes("abc"));
    buffered("BufReader.peek", reader -> reader.peek(3), "abc", ByteBuffer.wrap(bytes("abc")));
    data("readByte", DataReader::readByte, (byte) 1, 1);
    data("readUnsignedByte", DataReader::readUnsignedByte, 1, 1);
    data("readShort", DataReader::readShort, (short) 1, 0, 1);
    data("readUnsignedShort", DataReader::readUnsignedShort, 1, 0, 1);
    data("readInt", DataReader::readInt, 1, 0, 0, 0, 1);
    data("readUnsignedInt", DataReader::readUnsignedInt, 1L, 0, 0, 0, 1);
    data("readLong", DataReader::readLong, 1L, 0, 0, 0, 0, 0, 0, 0, 1);
    data("readFloat", DataReader::readFloat, 2f, 0x40, 0, 0, 0);
    data("readDouble", DataReader::readDouble, 2.0, 0x40, 0, 0, 0, 0, 0, 0, 0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void data(String name, Start<DataReader> start, Object value, int... bytes) {
    StringBuilder text = new StringBuilder();
    for (int each : bytes) {
      text.append((char) each);
    }
    buffered("DataReader." + name, in -> start.of(new DataReader(in)), text.toString(), value);
  }

  /** All but the first byte come later. */
  private void buffered(String name, Start<BufReader> start, String text, Object value) {
    byName.put(
        name,
        () -> {
          Pipe.Ends pipe = Pipe.open(8);
          BufReader reader = new BufReader(pipe.reader());
          int first = text.length() > 1 ? 1 : 0;
          spawn(written(pipe.writer(), bytes(text.substring(0, first))));
          return new Trial(
              () -> start.of(reader),
              () -> written(pipe.writer(), bytes(text.substring(first))),
              gives(value));
        });
  }

  private void frames() {
    for (String type : List.of("FramedRead", "Framed")) {
      byName.put(
          type + ".next",
          () -> {
            Duplex.Pair pair = Duplex.pair(8);
            Framed<String, CharSequence> framed = new Framed<>(pair.left(), new LinesCodec());
            AsyncStream<String> lines = type.equals("Framed") ? framed : framed.reader();
            spawn(written(pair.right(), bytes("a")));
            return new Trial(lines::next, () -> written(pair.right(), bytes("bc\n")), gives("abc"));
          });
    }
    sending("FramedWrite.feed", framed -> framed.writer().feed("x"), "x\n");
    sending("Framed.feed", framed -> framed.feed("x"), "x\n");
    sending("FramedWrite.flush", framed -> framed.writer().flush(), "");
    sending("Framed.flush", Framed::flush, "");
    sending("FramedWrite.shutdown", framed -> framed.writer().shutdown(), "");
    sending("Framed.shutdown", Framed::shutdown, "");
  }

  /** Much waits to be written, and there is no room for it. */
  private void sending(String name, Start<Framed<String, CharSequence>> start, String last) {
    String first = "y".repeat(10_000) + "\n";
    byName.put(
        name,
        () -> {
          Duplex.Pair pair = Duplex.pair(100);
          Framed<String, CharSequence> framed = new Framed<>(pair.left(), new LinesCodec());
          spawn(fed(framed, first.strip()));
          StringBuilder seen = new StringBuilder();
          return Trial.of(
              () -> start.of(framed),
              () -> spawn(drained(pair.right(), seen)),
              any -> assertThat(first + last).startsWith(seen));
        });
  }

  @Async
  private static Future<Void> fed(Framed<String, CharSequence> framed, String line) {
    try {
      await(framed.feed(line));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ready();
  }

  @Async
  private static Future<Void> drained(Duplex end, StringBuilder seen) {
    try {
      while (true) {
        seen.append((char) await(end.readFully(1))[0]);
      }
    } catch (EOFException e) {
      return ready();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes the future of a transfer. */
  private interface Transfer<E> {
    Future<?> of(E end, ByteBuffer buffer) throws IOException;
  }

  /** Somewhere to read from, and where that comes from. */
  private static AsyncReadWrite.Halves connected(String name, int capacity) {
    if (name.startsWith("Duplex")) {
      Duplex.Pair pair = Duplex.pair(capacity);
      return new AsyncReadWrite.Halves(pair.left(), pair.right());
    }
    Pipe.Ends pipe = Pipe.open(capacity);
    return new AsyncReadWrite.Halves(pipe.reader(), pipe.writer());
  }

  private void reading(String name, Transfer<AsyncRead> start, @Nullable Object value) {
    reading(name, start, value, reader -> reader);
  }

  private void reading(
      String name,
      Transfer<AsyncRead> start,
      @Nullable Object value,
      UnaryOperator<AsyncRead> wrap) {
    byName.put(
        name,
        () -> {
          AsyncReadWrite.Halves ends = connected(name, 8);
          AsyncRead reader = wrap.apply(ends.reader());
          ByteBuffer target = ByteBuffer.allocate(3);
          return new Trial(
              () -> start.of(reader, target),
              () -> written(ends.writer(), new byte[] {1, 2, 3}),
              gives(value).andThen(any -> assertThat(target.array()).containsExactly(1, 2, 3)));
        });
  }

  @Async
  private static Future<Void> written(AsyncWrite writer, byte[] bytes) {
    try {
      await(writer.writeAll(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ready();
  }

  @Async
  private static Future<Void> taken(AsyncRead reader, int count) {
    try {
      byte[] unused = await(reader.readFully(count));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ready();
  }

  /** To a pipe of one byte, which is full. */
  private void writing(String name, Transfer<AsyncWrite> start, @Nullable Object value) {
    writing(name, start, value, writer -> writer);
  }

  private void writing(
      String name,
      Transfer<AsyncWrite> start,
      @Nullable Object value,
      UnaryOperator<AsyncWrite> wrap) {
    byName.put(
        name,
        () -> {
          AsyncReadWrite.Halves ends = connected(name, 1);
          AsyncWrite writer = wrap.apply(ends.writer());
          int kept = writer instanceof BufWriter ? 2 : 0;
          spawn(written(writer, new byte[1 + kept]));
          ByteBuffer source = ByteBuffer.wrap(new byte[] {7});
          return Trial.of(
              () -> start.of(writer, source),
              () -> spawn(taken(ends.reader(), Math.max(1, kept))),
              gives(value).andThen(any -> assertThat(source.hasRemaining()).isFalse()));
        });
  }

  private void locks() {
    byName.put(
        "Mutex.lock",
        () -> {
          Mutex<Integer> mutex = new Mutex<>(1);
          Mutex.Guard<Integer> held = locked(mutex.tryLock());
          return Trial.of(mutex::lock, held::close, Trials::close);
        });
    byName.put(
        "RwLock.read",
        () -> {
          RwLock<Integer> lock = new RwLock<>(1);
          RwLock.WriteGuard<Integer> held = locked(lock.tryWrite());
          return Trial.of(lock::read, held::close, Trials::close);
        });
    byName.put(
        "RwLock.write",
        () -> {
          RwLock<Integer> lock = new RwLock<>(1);
          RwLock.ReadGuard<Integer> held = locked(lock.tryRead());
          return Trial.of(lock::write, held::close, Trials::close);
        });
    byName.put(
        "Semaphore.acquire",
        () -> {
          Semaphore semaphore = new Semaphore(0);
          return Trial.of(
              () -> semaphore.acquire(2),
              () -> semaphore.addPermits(2),
              permit -> {
                close(permit);
                assertThat(semaphore.availablePermits()).isEqualTo(2);
              });
        });
  }

  private static <T> T locked(@Nullable T guard) {
    assertThat(guard).isNotNull();
    return guard;
  }

  private void tasks() {
    task("JoinHandle", handle -> handle, 7);
    task("JoinHandle.outcome", JoinHandle::outcome, new Outcome.Success<>(7));
    task("JoinHandle.shared", JoinHandle::shared, 7);
    byName.put(
        "RateLimiter.acquire",
        () -> {
          RateLimiter limiter = RateLimiter.of(1, SOON);
          limiter.tryAcquire();
          return new Trial(limiter::acquire, () -> sleep(SOON), gives(null));
        });
    byName.put(
        "CancellationToken.cancelled",
        () -> {
          CancellationToken token = new CancellationToken();
          return Trial.of(token::cancelled, token::cancel, gives(null));
        });
    byName.put(
        "TaskTracker.drained",
        () -> {
          TaskTracker tracker = new TaskTracker();
          return Trial.of(tracker::drained, tracker::close, gives(null));
        });
    local("LocalSet.drained", LocalSet::drained);
    scope("TaskScope.Limited.spawn", scope -> scope.spawn(ready(7)));
    scope("TaskScope.Limited.spawnBlocking", scope -> scope.spawnBlocking(() -> 7));
  }

  private void task(String name, Start<JoinHandle<Integer>> start, Object value) {
    byName.put(
        name,
        () -> {
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          open.add(channel.tx());
          JoinHandle<Integer> task = spawn(channel.rx());
          return ends(() -> start.of(task), channel, task, gives(value));
        });
  }

  /** What waits for a task that waits for a channel. */
  private static Trial ends(
      Callable<Future<?>> start,
      Oneshot.Channel<Integer> channel,
      JoinHandle<?> task,
      Consumer<@Nullable Object> check) {
    return new Trial(
        start,
        () -> {
          channel.tx().send(7);
          return end(task);
        },
        check);
  }

  @Async
  private static Future<Void> end(JoinHandle<?> task) {
    await(task.outcome());
    return ready();
  }

  private void local(String name, Start<LocalSet> start) {
    byName.put(
        name,
        () -> {
          LocalSet set = new LocalSet();
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          open.add(channel.tx());
          set.spawn(channel.rx());
          return Trial.of(() -> start.of(set), () -> channel.tx().send(7), gives(null));
        });
  }

  /** A scope with one place, which is taken. */
  private void scope(String name, Start<TaskScope.Limited> start) {
    byName.put(
        name,
        () -> {
          AtomicReference<TaskScope.Limited> scope = new AtomicReference<>();
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          open.add(channel.tx());
          spawn(
              TaskScope.maxConcurrent(1)
                  .runDo(
                      limited -> {
                        JoinHandle<Integer> first = await(limited.spawn(channel.rx()));
                        scope.set(limited);
                        await(first);
                        await(sleep(LONG));
                      }));
          return new Trial(
              () -> start.of(scope.get()),
              () -> {
                channel.tx().send(7);
                return sleep(SOON);
              },
              handle -> assertThat(handle).isInstanceOf(JoinHandle.class));
        });
  }

  private void groups() {
    group("JoinSet.joinNext", JoinSet::joinNext, new Outcome.Success<>(7));
    map("JoinMap.joinNext", JoinMap::joinNext, Map.entry("key", new Outcome.Success<>(7)));
  }

  private void group(String name, Start<JoinSet<Integer>> start, Object value) {
    byName.put(
        name,
        () -> {
          JoinSet<Integer> set = new JoinSet<>();
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          open.add(channel.tx());
          JoinHandle<Integer> task = spawn(channel.rx());
          set.add(task);
          return ends(() -> start.of(set), channel, task, gives(value));
        });
  }

  private void map(String name, Start<JoinMap<String, Integer>> start, Object value) {
    byName.put(
        name,
        () -> {
          JoinMap<String, Integer> map = new JoinMap<>();
          Oneshot.Channel<Integer> channel = Oneshot.channel();
          open.add(channel.tx());
          JoinHandle<Integer> task = spawn(channel.rx());
          map.add("key", task);
          return ends(() -> start.of(map), channel, task, gives(value));
        });
  }

  private void time() {
    timer("Sleep", Sleep::until);
    timer("Sleep.of", deadline -> Sleep.of(deadline.remaining()));
    timer("Weft.sleepUntil", deadline -> sleepUntil(deadline));
    ticks("Interval.tick", Interval::tick);
    ticks("Interval.next", Interval::next);
    byName.put(
        "DelayQueue.next",
        () -> {
          DelayQueue<Integer> queue = new DelayQueue<>();
          queue.insert(7, SOON);
          return new Trial(
              queue::next,
              () -> sleep(SOON),
              expired -> assertThat(((DelayQueue.Expired<?>) expired).value()).isEqualTo(7));
        });
  }

  private void streams() {
    byName.put(
        "CompletionStream.next",
        () -> {
          Mpsc.Channel<Integer> channel = Mpsc.channel(1);
          open.add(channel.tx());
          CompletionStream<Integer> stream = new CompletionStream<>();
          stream.push(channel.rx().recv());
          return Trial.of(stream::next, () -> channel.tx().trySend(7), gives(7));
        });
    byName.put(
        "StreamMap.next",
        () -> {
          Mpsc.Channel<Integer> channel = Mpsc.channel(1);
          open.add(channel.tx());
          StreamMap<String, Integer> map = new StreamMap<>();
          map.put("channel", channel.rx());
          return Trial.of(map::next, () -> channel.tx().trySend(7), gives(Map.entry("channel", 7)));
        });
  }

  private void timer(String name, Start<Deadline> start) {
    byName.put(
        name,
        () -> {
          Deadline deadline = Deadline.after(SOON);
          return new Trial(
              () -> start.of(deadline),
              () -> sleepUntil(deadline),
              ended -> assertThat(deadline.isReached()).isTrue());
        });
  }

  private void ticks(String name, Start<Interval> start) {
    byName.put(
        name,
        () -> {
          Deadline first = Deadline.after(SOON);
          Interval interval = Interval.from(first, LONG);
          return new Trial(() -> start.of(interval), () -> sleepUntil(first), gives(first));
        });
  }
}
