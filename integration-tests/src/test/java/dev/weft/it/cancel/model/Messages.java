package dev.weft.it.cancel.model;

import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A channel, and what has become of each message: it is numbered, and may be in one place only. */
final class Messages {
  private enum Fate {
    /** The send was begun. */
    BEGUN,
    /** The send has ended well. */
    SENT,
    /** The send was cancelled. */
    CANCELLED,
    RECEIVED
  }

  private final World world;
  private final Mpsc.Channel<Integer> channel;

  /** Whoever receives holds this, as a receiver is used by one at a time. */
  private final Mutex<Mpsc.Receiver<Integer>> receiving;

  private final Map<Integer, Fate> fates = new HashMap<>();

  /** Those that must come back, as their sends had begun to wait. */
  private final Set<Integer> owed = new HashSet<>();

  private final Set<Integer> undelivered = new HashSet<>();

  Messages(World world, int capacity) {
    this.world = world;
    channel = Mpsc.channel(capacity, this::comesBack);
    receiving = new Mutex<>(channel.rx());
  }

  private void comesBack(int message) {
    world.require(undelivered.add(message), "message %d comes back twice", message);
  }

  Mpsc.Sender<Integer> sender() {
    return channel.tx();
  }

  Mutex<Mpsc.Receiver<Integer>> receiving() {
    return receiving;
  }

  /** A new message is about to be sent. */
  int next() {
    int message = fates.size();
    fates.put(message, Fate.BEGUN);
    return message;
  }

  void sent(int message) {
    // The receiver may have been faster.
    fates.replace(message, Fate.BEGUN, Fate.SENT);
  }

  void cancelled(int message, boolean wasStarted) {
    Fate before = fates.put(message, Fate.CANCELLED);
    world.require(before == Fate.BEGUN, "the cancelled send of message %d was %s", message, before);
    if (wasStarted) {
      owed.add(message);
    }
  }

  void received(int message) {
    Fate before = fates.put(message, Fate.RECEIVED);
    world.require(
        before == Fate.BEGUN || before == Fate.SENT,
        "message %d is received and %s",
        message,
        before);
  }

  /** Nobody sends or receives any more. */
  void check() {
    Integer left = channel.rx().tryRecv();
    for (; left != null; left = channel.rx().tryRecv()) {
      received(left);
    }
    world.require(channel.tx().capacity() == channel.tx().maxCapacity(), "a place is lost");
    try (Mutex.Guard<?> guard = receiving.tryLock()) {
      world.require(guard != null, "the receiver is still locked");
    }
    fates.forEach(this::check);
    channel.tx().close();
    channel.rx().close();
  }

  private void check(int message, Fate fate) {
    boolean isBack = undelivered.contains(message);
    world.require(fate != Fate.SENT && fate != Fate.BEGUN, "message %d is lost: %s", message, fate);
    world.require(!(isBack && fate == Fate.RECEIVED), "message %d is received and back", message);
    world.require(isBack || !owed.contains(message), "message %d is not given back", message);
  }
}
