package dev.weft.internal.environment;

import dev.weft.internal.io.IoDriver;
import dev.weft.internal.time.NanoClock;
import java.util.SplittableRandom;

/**
 * All that a runtime reaches of the world around it: the time, chance, threads and the network.
 * Each runtime is given one, and nothing in it goes past that, so that a world that is made up can
 * stand in for the real one.
 *
 * <p>Two things are not in it: the time that a closing runtime and a thread that waits give
 * themselves, which is real time always, and the threads of workers, which are of a class of their
 * own.
 *
 * @param clock the time that timers go by
 * @param delay how something is run later, for a runtime without a thread that could sleep so long
 * @param seed what random choices are made from
 * @param blockingThreads the kind of threads for blocking work
 * @param drivers what makes the driver of a runtime's sockets
 */
public record Environment(
    NanoClock clock, Delay delay, long seed, ThreadKind blockingThreads, IoDriver.Factory drivers) {
  /** The world as the JVM has it. */
  public static Environment ofJvm(long seed, ThreadKind blockingThreads) {
    return new Environment(NanoClock.SYSTEM, Delay.JDK, seed, blockingThreads, driversOfJvm());
  }

  /** What makes the drivers of the JVM's choice. */
  public static IoDriver.Factory driversOfJvm() {
    return Drivers.ofJvm();
  }

  /** The random choices of one part of the runtime: the same for the same seed and number. */
  public SplittableRandom random(int part) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < part; i++) {
      random.nextLong();
    }
    return random.split();
  }

  /** The seed of the random choices that the strands of one thread make. */
  public long seedOfStrands(int number) {
    return new SplittableRandom(seed - number).nextLong();
  }

  /** Makes a thread that doesn't keep the JVM alive; to be started. */
  public Thread thread(String name, Runnable body) {
    return ThreadKind.PLATFORM.unstarted(name, body);
  }

  /** Makes a thread for blocking work; to be started. */
  public Thread blockingThread(String name, Runnable body) {
    return blockingThreads.unstarted(name, body);
  }
}
