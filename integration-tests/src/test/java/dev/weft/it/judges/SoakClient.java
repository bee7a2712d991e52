package dev.weft.it.judges;

import java.io.IOException;
import java.util.Random;

/** A client that checks what it is answered, and crashes at random in the middle of its work. */
abstract sealed class SoakClient implements Soak.Load permits RedisSoakClient, HttpSoakClient {
  final Random random;
  private long acknowledged;
  private long kills;

  SoakClient(int number) {
    random = new Random(number);
  }

  final long acknowledged() {
    return acknowledged;
  }

  final long kills() {
    return kills;
  }

  /** So many requests were answered, and rightly. */
  final void acknowledge(long count) {
    acknowledged += count;
  }

  final void crash(Client client) throws IOException {
    client.crash();
    kills++;
  }

  @Override
  public final void run(long end) throws IOException {
    while (System.nanoTime() < end) {
      live();
    }
  }

  /** One connection, up to its end, good or bad. */
  abstract void live() throws IOException;
}
