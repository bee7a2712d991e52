package dev.weft.it.exploration.election;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Three hosts crash and start again for a while; then all is well, and they have to agree. */
final class LeaderElection {
  private static final int HOSTS = 3;
  static final int MAJORITY = 2;

  final Host.Voting voting;
  final Network network;
  private final RandomGenerator random;
  final Map<Integer, Host.Ballot> disks = new HashMap<>();
  private final List<JoinHandle<Void>> lives = new ArrayList<>();
  private final Map<Integer, Integer> leaders = new HashMap<>();
  private final Map<Integer, String> following = new HashMap<>();

  LeaderElection(Host.Voting voting, RandomGenerator random) {
    this.voting = voting;
    this.random = random;
    network = new Network(HOSTS, random);
  }

  Duration millis(int least, int bound) {
    return Duration.ofMillis(random.nextInt(least, bound));
  }

  Deadline patience() {
    return Deadline.after(millis(150, 300));
  }

  /** A host has been elected. */
  void leads(int host, int term) {
    if (leaders.computeIfAbsent(term, unknown -> host) != host) {
      throw new AssertionError("two hosts lead in term " + term);
    }
  }

  void follows(int host, int term, int leader) {
    following.put(host, leader == Host.NOBODY ? "nobody" : leader + " in term " + term);
  }

  /** Fails if two hosts lead in one term, or if they don't agree in the end. */
  @Async
  Future<Void> run() {
    for (int id = 0; id < HOSTS; id++) {
      disks.put(id, new Host.Ballot(0, Host.NOBODY));
      lives.add(start(id));
    }
    for (int i = 0; i < 20; i++) {
      await(sleep(millis(1, 200)));
      await(crash(random.nextInt(HOSTS)));
    }
    network.losses = 0;
    await(sleep(Duration.ofSeconds(5)));
    await(network.shutdown());
    await(join(lives));
    if (following.containsValue("nobody") || new HashSet<>(following.values()).size() > 1) {
      throw new AssertionError("no agreement in five seconds: " + following);
    }
    return Weft.ready();
  }

  private JoinHandle<Void> start(int id) {
    return spawn(new Host(id, this).run());
  }

  @Async
  private Future<Void> crash(int id) {
    lives.get(id).abort();
    await(lives.get(id).outcome());
    await(sleep(millis(1, 20)));
    lives.set(id, start(id));
    return Weft.ready();
  }
}
