package com.acme;

import java.util.concurrent.CountDownLatch;

/** Threads that stay where they are until they are told to leave. */
public final class Stuck {
  private final CountDownLatch inside = new CountDownLatch(2);
  private final CountDownLatch leave = new CountDownLatch(1);

  /** A thread that stays in {@link #here}. */
  public final Thread here = new Thread(this::here, "acme-1");

  /** A thread that stays in {@link #there}. */
  public final Thread there = new Thread(this::there, "acme-2");

  /** Starts both threads; returns when they are where they stay. */
  public void start() throws InterruptedException {
    here.setDaemon(true);
    there.setDaemon(true);
    here.start();
    there.start();
    inside.await();
    // Each has one more line to go: a sample in between would see another place.
    while (here.getState() != Thread.State.WAITING || there.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  private void here() {
    inside.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void there() {
    inside.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets both threads go. */
  public void leave() {
    leave.countDown();
  }
}
