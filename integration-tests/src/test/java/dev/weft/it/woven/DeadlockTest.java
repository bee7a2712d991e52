package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.join;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Deadlock;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Broadcast;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import dev.weft.sync.Oneshot;
import dev.weft.sync.RwLock;
import dev.weft.sync.Semaphore;
import dev.weft.sync.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that wait for one another in a circle are found, and others aren't taken for such. */
@Timeout(60)
final class DeadlockTest {
  /** How many tasks have come to the point from which they go into the deadlock. */
  private final AtomicInteger arrived = new AtomicInteger();

  private final Mutex<String> first = new Mutex<>("first");
  private final Mutex<String> second = new Mutex<>("second");

  /** Waits until so many tasks hold what they hold. */
  @Async
  private Future<Void> meet(int tasks) {
    arrived.incrementAndGet();
    while (arrived.get() < tasks) {
      await(yieldNow());
    }
    return ready();
  }

  @Async
  private Future<Void> lockBoth(Mutex<String> one, Mutex<String> other) {
    try (var outer = await(one.lock())) {
      await(meet(2));
      try (var inner = await(other.lock())) {
        inner.set(outer.get());
      }
    }
    return ready();
  }

  /** What fails as the others are cancelled is of no interest. */
  private static AsyncRuntime start(Runtimes flavor) {
    return flavor.builder().uncaughtExceptionHandler((task, failure) -> {}).build();
  }

  /** Runs a program that doesn't end, and returns the first deadlocks that are found in it. */
  private static List<Deadlock> found(Runtimes flavor, Future<?> program) {
    try (AsyncRuntime runtime = start(flavor)) {
      return firstFound(runtime, run(runtime, program));
    }
  }

  /** Looks until there is one; a program that ends has none. */
  private static List<Deadlock> firstFound(AsyncRuntime runtime, Thread program) {
    List<Deadlock> found = runtime.findDeadlocks();
    while (found.isEmpty()) {
      assertThat(program.isAlive() && !Thread.interrupted()).as("the program waits").isTrue();
      Thread.onSpinWait();
      found = runtime.findDeadlocks();
    }
    return found;
  }

  private static Thread run(AsyncRuntime runtime, Future<?> program) {
    Thread thread =
        new Thread(
            () -> {
              try {
                runtime.blockOn(program);
              } catch (Exception e) {
                // The runtime was closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static Deadlock only(List<Deadlock> found) {
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** Runs in the future of {@code blockOn}. */
  @Async
  private Future<Void> crosswise() {
    spawn(lockBoth(first, second));
    spawn(lockBoth(second, first));
    return pending();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void twoTasksThatLockInDifferentOrders(Runtimes flavor) {
    Deadlock deadlock = only(found(flavor, crosswise()));
    assertThat(deadlock.waits()).hasSize(2);
    assertThat(deadlock.toString())
        .matches(
            """
            (?s)deadlock of 2:
            task (\\d+) waits in Mutex.lock for Mutex@\\w+, which task (\\d+) holds as \
            'outer' of dev.weft.it.woven.DeadlockTest.lockBoth\\(DeadlockTest.java:\\d+\\)
            \tat dev.weft.it.woven.DeadlockTest.lockBoth.*
            task \\2 waits in Mutex.lock for Mutex@\\w+, which task \\1 holds as 'outer' of .*""");
  }

  @Async
  private Future<Void> lockTwice() {
    try (var outer = await(first.lock())) {
      try (var inner = await(first.lock())) {
        inner.set(outer.get());
      }
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aLockThatIsTakenTwice(Runtimes flavor) {
    assertThat(only(found(flavor, lockTwice())).toString())
        .startsWith("deadlock of 1:\nthe future of blockOn on thread ")
        .contains(" waits in Mutex.lock for Mutex@")
        .contains(", which it itself holds as 'outer' of ");
  }

  @Async
  private Future<Void> withBoth(Mutex<String> one, Mutex<String> other) {
    return one.withDo(
        outer -> {
          await(meet(2));
          await(other.with(inner -> inner + outer));
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void locksThatAreHeldByLambdas(Runtimes flavor) {
    Deadlock deadlock =
        only(
            found(
                flavor,
                async(
                    () -> {
                      spawn(withBoth(first, second));
                      spawn(withBoth(second, first));
                      await(pending());
                    })));
    assertThat(deadlock.toString()).contains("with(...) after ");
  }

  @Async
  private Future<Void> acquireMore(Semaphore semaphore) {
    try (var one = await(semaphore.acquire())) {
      await(meet(3));
      try (var another = await(semaphore.acquire(one.count()))) {
        another.count();
      }
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void tasksThatAllWantOnePermitMore(Runtimes flavor) {
    Semaphore semaphore = new Semaphore(3);
    Deadlock deadlock =
        found(
                flavor,
                async(
                    () -> {
                      for (int i = 0; i < 3; i++) {
                        spawn(acquireMore(semaphore));
                      }
                      await(pending());
                    }))
            .get(0);
    assertThat(deadlock.toString()).contains(" waits in Semaphore.acquire for Semaphore@");
  }

  @Async
  private static Future<Void> readTwice(RwLock<String> lock) {
    try (var outer = await(lock.read())) {
      spawn(lock.write());
      for (var probe = lock.tryRead(); probe != null; probe = lock.tryRead()) {
        probe.close();
        await(yieldNow());
      }
      try (var inner = await(lock.read())) {
        assertThat(inner.get()).isEqualTo(outer.get());
      }
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aReaderBehindTheWriterThatWaitsForIt(Runtimes flavor) {
    assertThat(only(found(flavor, readTwice(new RwLock<>("value")))).toString())
        .containsPattern(
            "the future of blockOn on thread .* waits in RwLock.read for RwLock@\\w+, behind task \\d+"
                + " in the line")
        .containsPattern(
            "task \\d+ waits in RwLock.write for RwLock@\\w+, which the future of blockOn on thread"
                + " .* holds as 'outer' of ");
  }

  @Async
  private Future<Void> awaitWhatComes(Oneshot.Receiver<JoinHandle<Void>> other)
      throws ClosedException {
    await(await(other.recv()));
    return ready();
  }

  @Async
  private Future<Void> eachOther() throws ClosedException {
    var one = Oneshot.<JoinHandle<Void>>channel();
    var other = Oneshot.<JoinHandle<Void>>channel();
    one.tx().send(spawn(awaitWhatComes(other.rx())));
    other.tx().send(spawn(awaitWhatComes(one.rx())));
    return pending();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void tasksThatAwaitEachOther(Runtimes flavor) throws ClosedException {
    Deadlock deadlock = only(found(flavor, eachOther()));
    assertThat(deadlock.toString())
        .matches(
            "(?s)deadlock of 2:\ntask (\\d+) waits in task (\\d+) for task \\2\n"
                + ".*\ntask \\2 waits in task \\1 for task \\1\n.*");
  }

  @Async
  private Future<Void> joinWhileHolding() {
    try (var guard = await(first.lock())) {
      await(join(first.lock(), second.lock()));
      guard.get();
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aBranchThatWaitsForWhatItsTaskHolds(Runtimes flavor) {
    Deadlock deadlock = only(found(flavor, async(() -> await(spawn(joinWhileHolding())))));
    assertThat(deadlock.waits()).hasSize(2);
    assertThat(deadlock.toString())
        .containsPattern("task \\d+ waits in join of 2, 1 left for a branch of task \\d+")
        .containsPattern("a branch of task \\d+ waits in Mutex.lock for Mutex@\\w+, which task");
  }

  /** What a program keeps its guards in. */
  private record Session(List<Mutex.Guard<String>> guards) {}

  @Async
  private Future<Void> lockInSession(Session session, Mutex<String> one, Mutex<String> other) {
    session.guards().add(await(one.lock()));
    await(meet(2));
    session.guards().add(await(other.lock()));
    session.guards().forEach(Mutex.Guard::close);
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void locksThatAreHeldByObjects(Runtimes flavor) {
    Deadlock deadlock =
        only(
            found(
                flavor,
                async(
                    () -> {
                      spawn(lockInSession(new Session(new ArrayList<>()), first, second));
                      spawn(lockInSession(new Session(new ArrayList<>()), second, first));
                      await(pending());
                    })));
    assertThat(deadlock.toString()).contains(" holds as 'session' of ");
  }

  /** A question to an actor. */
  private record Question(Oneshot.Sender<String> answer) {}

  /** Answers questions, but asks the other actor one before. */
  @Async
  private Future<Void> actor(Mpsc.Channel<Question> own, Mpsc.Sender<Question> other)
      throws ClosedException {
    await(meet(2));
    var answer = Oneshot.<String>channel();
    await(other.send(new Question(answer.tx())));
    String heard = await(answer.rx());
    for (Question question : each(own.rx())) {
      question.answer().send(heard);
    }
    return ready();
  }

  @Async
  private Future<Void> actors(int capacity) throws ClosedException {
    Mpsc.Channel<Question> one = Mpsc.channel(capacity);
    Mpsc.Channel<Question> other = Mpsc.channel(capacity);
    spawn(actor(one, other.tx()));
    spawn(actor(other, one.tx()));
    return pending();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void actorsThatAskEachOther(Runtimes flavor) throws ClosedException {
    assertThat(only(found(flavor, actors(8))).toString())
        .containsPattern(
            "task \\d+ waits in Oneshot.Receiver\\[open\\] for the sender of a oneshot channel,"
                + " which task \\d+ holds as 'own' of ");
  }

  @Async
  private Future<Void> fill(Mpsc.Channel<Integer> own, Mpsc.Sender<Integer> other)
      throws ClosedException {
    await(meet(2));
    for (int i = 0; i < 2; i++) {
      await(other.send(i));
    }
    await(own.rx().recv());
    return ready();
  }

  @Async
  private Future<Void> fillEachOther() throws ClosedException {
    Mpsc.Channel<Integer> one = Mpsc.channel(1);
    Mpsc.Channel<Integer> other = Mpsc.channel(1);
    spawn(fill(one, other.tx()));
    spawn(fill(other, one.tx()));
    return pending();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void sendersOfFullChannels(Runtimes flavor) throws ClosedException {
    assertThat(only(found(flavor, fillEachOther())).toString())
        .containsPattern(
            "task \\d+ waits in Mpsc.send for a place in an Mpsc channel@\\w+, which task \\d+ holds"
                + " as 'own' of ");
  }

  @Async
  private static Future<Void> receiveAllOfAnOpenChannel() throws ClosedException {
    var channel = Mpsc.<String>channel(8);
    try (var tx = channel.tx()) {
      spawn(sendOne(tx.copy()));
      for (String value : each(channel.rx())) {
        assertThat(value).isEqualTo("one");
      }
    }
    return ready();
  }

  @Async
  private static Future<Void> sendOne(Mpsc.Sender<String> sender) throws ClosedException {
    try (sender) {
      await(sender.send("one"));
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void whoReceivesFromItself(Runtimes flavor) throws ClosedException {
    assertThat(only(found(flavor, receiveAllOfAnOpenChannel())).toString())
        .contains(" waits in Mpsc.recv for a sender of an Mpsc channel@")
        .contains(", which it itself holds as 'tx' of ");
  }

  @Async
  private static Future<Void> receive(Future<?> event, AutoCloseable sender) throws Exception {
    try (sender) {
      await(event);
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void receiversOfWhatTheyWouldSend(Runtimes flavor) throws Exception {
    Broadcast.Sender<String> news = Broadcast.sender(8);
    Watch.Sender<String> state = Watch.sender("new");
    Broadcast.Receiver<String> listener = news.subscribe();
    assertThat(
            only(found(
                    flavor,
                    join(
                        receive(listener.recv(), state),
                        receive(state.subscribe().changed(), news))))
                .toString())
        .contains(" waits in Broadcast.recv for a sender of a Broadcast channel@")
        .contains(" waits in Watch.changed for a sender of a Watch channel@");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void oneThatIsAbortedEndsIt(Runtimes flavor) throws Exception {
    try (AsyncRuntime runtime = start(flavor)) {
      List<JoinHandle<?>> tasks = new CopyOnWriteArrayList<>();
      Thread program =
          run(
              runtime,
              async(
                  () -> {
                    tasks.add(spawn(lockBoth(first, second)));
                    tasks.add(spawn(lockBoth(second, first)));
                    await(pending());
                  }));
      firstFound(runtime, program);
      tasks.get(0).abort();
      while (!tasks.get(1).isFinished()) {
        assertThat(Thread.interrupted()).as("the other one goes on").isFalse();
        Thread.onSpinWait();
      }
      assertThat(runtime.findDeadlocks()).isEmpty();
    }
  }

  /** Looks again and again at a program beside a deadlock, which is to be found alone. */
  private void findsNothingIn(Runtimes flavor, Future<?> program) {
    try (AsyncRuntime runtime = start(flavor)) {
      firstFound(runtime, run(runtime, async(() -> await(join(program, lockTwice())))));
      for (int i = 0; i < 1_000; i++) {
        assertThat(runtime.findDeadlocks()).singleElement().asString().contains("'outer'");
        Thread.onSpinWait();
      }
    }
  }

  @Async
  private Future<Void> holdDuring(Mutex<String> mutex, Future<?> event) {
    try (var held = await(mutex.lock())) {
      await(event);
      held.get();
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void whoWaitsForOneThatMayGoOnIsInNone(Runtimes flavor) {
    findsNothingIn(
        flavor, join(holdDuring(second, new Gate<>()), second.lock(), holdDuring(second, ready())));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void whoHasATimeoutIsInNone(Runtimes flavor) throws TimeoutException {
    findsNothingIn(flavor, holdDuring(second, timeout(Duration.ofDays(1), second.lock())));
  }

  private static final AtomicReference<Mutex.Guard<String>> SHARED = new AtomicReference<>();

  @Async
  private Future<Void> shareGuard() {
    SHARED.set(await(second.lock()));
    await(second.lock());
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void whatAnybodyMayGiveBackIsInNone(Runtimes flavor) {
    findsNothingIn(flavor, shareGuard());
  }

  @Async
  private static Future<Void> holdAndWant(Semaphore semaphore, int more, Future<?> event) {
    try (var held = await(semaphore.acquire())) {
      await(event);
      await(semaphore.acquire(more)).close();
      held.count();
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void whoGetsItsPermitsFromAnotherIsInNone(Runtimes flavor) {
    Semaphore semaphore = new Semaphore(3);
    findsNothingIn(
        flavor, join(holdAndWant(semaphore, 2, ready()), holdAndWant(semaphore, 1, new Gate<>())));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void permitsThatWereForgottenDontComeBack(Runtimes flavor) {
    Semaphore semaphore = new Semaphore(3);
    semaphore.addPermits(1);
    assertThat(semaphore.forgetPermits(2)).isEqualTo(2);
    Deadlock deadlock = only(found(flavor, holdAndWant(semaphore, 2, ready())));
    assertThat(deadlock.toString()).contains("which it itself holds as 'held' of ");
  }
}
