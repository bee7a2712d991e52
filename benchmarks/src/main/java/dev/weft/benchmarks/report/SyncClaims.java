package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Claim.allocatesNoMore;
import static dev.weft.benchmarks.report.Claim.ratio;

import java.util.ArrayList;
import java.util.List;

/** All that is said of channels and locks. */
final class SyncClaims {
  private static final List<String> CONTESTS =
      List.of(
          "MpscFive",
          "PingPong",
          "MutexEight",
          "SemaphoreSix permits=1",
          "SemaphoreSix permits=10",
          "WatchThousand",
          "BroadcastEight");

  private static final List<String> JOINS =
      List.of("JoinMany futures=2", "JoinMany futures=8", "JoinMany futures=1000");

  /** What is allocated where nobody waits. */
  static final List<Claim> ALLOCATIONS =
      List.of(
          beside("Mutex.lock and close", "Locks.mutexLock", "Locks.mutexLockFuture"),
          beside("Mutex.tryLock and close", "Locks.mutexTryLock", "Locks.mutexLockFuture"),
          beside(
              "Semaphore.acquire and close",
              "Locks.semaphoreAcquire",
              "Locks.semaphoreAcquireFuture"),
          beside("RwLock.read and close", "Locks.rwLockRead", "Locks.rwLockReadFuture"),
          beside("RwLock.write and close", "Locks.rwLockWrite", "Locks.rwLockWriteFuture"),
          beside("notifyOne and notified", "Locks.notifyOne", "Locks.notifyOneFuture"),
          beside("Mpsc.send and recv", "Channels.mpscSend", "Channels.mpscSendFuture"),
          beside("Oneshot.send and recv", "Channels.oneshot", "Channels.oneshotChannel"),
          beside(
              "Broadcast.send and recv",
              "Broadcast.broadcastSend",
              "Broadcast.broadcastRecvFuture"),
          beside(
              "Watch.send and changed", "Broadcast.watchChanged", "Broadcast.watchChangedFuture"));

  private SyncClaims() {}

  private static Claim beside(String what, String benchmark, String future) {
    return allocatesNoMore(
        "bytes allocated by " + what + ", beside the future",
        "Uncontended" + benchmark,
        "Uncontended" + future);
  }

  /** Weft is ahead of some others, and on one thread of Kotlin. */
  static List<Claim> contests(List<String> others) {
    List<Claim> claims = new ArrayList<>();
    CONTESTS.forEach(contest -> others.forEach(other -> claims.add(ahead(contest, other))));
    CONTESTS.forEach(contest -> claims.add(aheadOnOneThread(contest)));
    if (others.contains("kotlin")) {
      JOINS.forEach(join -> claims.add(ahead(join, "kotlin")));
    }
    JOINS.forEach(join -> claims.add(aheadOnOneThread(join)));
    JOINS.forEach(join -> claims.add(aheadOfReactor(join)));
    return claims;
  }

  private static Claim aheadOfReactor(String join) {
    return ratio(
        join + " on one thread / Reactor",
        of(join, "weftOneThread"),
        of(join, "reactorOneThread"),
        1);
  }

  private static Claim ahead(String contest, String other) {
    return ratio(contest + " / " + other, of(contest, "weft"), of(contest, other), 1);
  }

  private static Claim aheadOnOneThread(String contest) {
    return ratio(
        contest + " on one thread / Kotlin",
        of(contest, "weftOneThread"),
        of(contest, "kotlinOneThread"),
        1);
  }

  /** The parameters come last. */
  private static String of(String contest, String side) {
    int space = contest.indexOf(' ');
    return space < 0
        ? contest + "." + side
        : contest.substring(0, space) + "." + side + contest.substring(space);
  }
}
