package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.sync.Barrier;
import dev.weft.sync.Broadcast;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import dev.weft.sync.Notify;
import dev.weft.sync.OnceCell;
import dev.weft.sync.Oneshot;
import dev.weft.sync.RwLock;
import dev.weft.sync.Semaphore;
import dev.weft.sync.Watch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The examples in the documentation of {@code dev.weft.sync}, run; {@code JavadocTest} sees to it
 * that they are the same.
 */
@SuppressWarnings("try") // a permit is held, and that is all
final class SyncExamplesTest {
  private final AtomicInteger queries = new AtomicInteger();

  @Async
  private Future<Void> query() {
    await(yieldNow());
    queries.incrementAndGet();
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void semaphore(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Semaphore connections = new Semaphore(10);

          try (Semaphore.Permit permit = await(connections.acquire())) {
            await(query());
          }
          assertThat(queries).hasValue(1);
          assertThat(connections.availablePermits()).isEqualTo(10);
          return null;
        });
  }

  private static final class Account {
    private final List<String> booked = new ArrayList<>();

    @Async
    Future<Void> book(String order) {
      await(yieldNow());
      booked.add(order);
      return ready();
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutex(Runtimes flavor) throws Exception {
    String order = "an order";
    List<String> booked =
        flavor.run(
            () -> {
              Mutex<Account> account = new Mutex<>(new Account());

              try (var guard = await(account.lock())) {
                await(guard.get().book(order));
              }
              return await(account.lock()).get().booked;
            });
    assertThat(booked).containsExactly("an order");
  }

  private record Routes(List<String> targets) {
    static Routes empty() {
      return new Routes(List.of());
    }

    @Async
    Future<Void> forward(String request) {
      await(yieldNow());
      assertThat(targets).doesNotContain(request);
      return ready();
    }
  }

  @Async
  private static Future<Routes> loadRoutes() {
    await(yieldNow());
    return ready(new Routes(List.of("somewhere")));
  }

  @ParameterizedTest
  @EnumSource
  void rwLock(Runtimes flavor) throws Exception {
    String request = "somewhere";
    Routes last =
        flavor.run(
            () -> {
              RwLock<Routes> routes = new RwLock<>(Routes.empty());

              try (var guard = await(routes.read())) {
                await(guard.get().forward(request));
              }

              try (var guard = await(routes.write())) {
                guard.set(await(loadRoutes()));
              }
              return await(routes.read()).get();
            });
    assertThat(last.targets()).containsExactly("somewhere");
  }

  @Async
  private static Future<String> takeJob(Queue<String> queue, Notify changed) {
    while (queue.isEmpty()) {
      await(changed.notified());
    }
    return ready(queue.remove());
  }

  @ParameterizedTest
  @EnumSource
  void notifyOne(Runtimes flavor) throws Exception {
    String job = "a job";
    String done =
        flavor.run(
            () -> {
              Queue<String> queue = new ArrayDeque<>();
              Notify changed = new Notify();
              var taken = join(takeJob(queue, changed), addJob(queue, changed, job));
              return await(taken).first();
            });
    assertThat(done).isEqualTo("a job");
  }

  @Async
  private static Future<Void> addJob(Queue<String> queue, Notify changed, String job) {
    await(yieldNow());
    queue.add(job);
    changed.notifyOne();
    return ready();
  }

  private volatile boolean isDone;

  @ParameterizedTest
  @EnumSource
  void notifyWaiters(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Notify done = new Notify();
          spawn(
              () -> {
                isDone = true;
                done.notifyWaiters();
              });
          Future<Void> notified = done.notified();
          if (!isDone) {
            await(notified);
          }
          assertThat(isDone).isTrue();
          return null;
        });
  }

  private static final class Game {
    final AtomicInteger moves = new AtomicInteger();
    private final AtomicInteger rounds = new AtomicInteger();

    boolean isOver() {
      return rounds.get() == 3;
    }

    void score() {
      assertThat(moves.getAndSet(0)).isEqualTo(2);
      rounds.incrementAndGet();
    }
  }

  private record Player(Game game) {
    @Async
    Future<Void> move() {
      await(yieldNow());
      game.moves.incrementAndGet();
      return ready();
    }

    @Async
    Future<Void> play(Barrier round) {
      Player player = this;
      while (!game.isOver()) {
        await(player.move());
        if (await(round.arrive())) {
          game.score();
        }
        await(round.arrive());
      }
      return ready();
    }
  }

  @ParameterizedTest
  @EnumSource
  void barrier(Runtimes flavor) throws Exception {
    Game game = new Game();
    List<Player> players = List.of(new Player(game), new Player(game));
    flavor.run(
        () -> {
          Barrier round = new Barrier(players.size());

          var first = spawn(players.get(0).play(round));
          var second = spawn(players.get(1).play(round));
          return await(join(first, second));
        });
    assertThat(game.isOver()).isTrue();
  }

  private record Config(int size) {
    static Config parse(String text) {
      return new Config(text.length());
    }
  }

  @Async
  private static Future<String> fetch(String name) {
    await(yieldNow());
    return ready(name + " text");
  }

  @ParameterizedTest
  @EnumSource
  void onceCell(Runtimes flavor) throws Exception {
    Config read =
        flavor.run(
            () -> {
              OnceCell<Config> config = new OnceCell<>();

              Config loaded =
                  await(
                      config.getOrInit(
                          () -> {
                            String text = await(fetch("config"));
                            return Config.parse(text);
                          }));
              return loaded;
            });
    assertThat(read.size()).isEqualTo(11);
  }

  private static int compute() {
    return 42;
  }

  @ParameterizedTest
  @EnumSource
  void oneshot(Runtimes flavor) throws Exception {
    int got =
        flavor.run(
            () -> {
              var answer = Oneshot.<Integer>channel();
              spawn(
                  () -> {
                    answer.tx().send(compute());
                  });
              int number = await(answer.rx().recv());
              return number;
            });
    assertThat(got).isEqualTo(42);
  }

  @ParameterizedTest
  @EnumSource
  void mpsc(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          var channel = Mpsc.<String>channel(32);
          spawn(
              () -> {
                try (var tx = channel.tx()) {
                  await(tx.send("hello"));
                }
              });
          for (String message : each(channel.rx())) {
            System.out.println(message);
          }
          assertThat(channel.rx().isEnded()).isTrue();
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void broadcast(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Broadcast.Sender<String> tx = Broadcast.sender(16);
          Broadcast.Receiver<String> rx = tx.subscribe();
          spawn(
              () -> {
                for (String message : each(rx)) {
                  System.out.println(message);
                }
              });
          tx.send("hello");
          tx.close();
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void watch(Runtimes flavor) throws Exception {
    flavor.run(
        () -> {
          Watch.Sender<Integer> level = Watch.sender(1);
          Watch.Receiver<Integer> rx = level.subscribe();
          spawn(
              () -> {
                for (Integer seen : each(rx)) {
                  System.out.println("level " + seen);
                }
              });
          level.send(2);
          await(level.subscribe().waitFor(now -> now >= 2));
          level.close();
          return null;
        });
  }
}
