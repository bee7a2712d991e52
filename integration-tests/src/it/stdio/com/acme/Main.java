package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.io.Stdio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Reads and writes the streams that it was started with. */
public class Main {
  @AsyncMain
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "write" -> await(write());
      case "left" -> await(left());
      case "read" -> await(read());
      default -> await(waits());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** In their order with what is printed. */
  @Async
  private static Future<Void> write() throws IOException {
    for (int i = 0; i < 1000; i++) {
      await(Stdio.stdout().writeAll(bytes("written " + i + "\n")));
      System.out.println("printed " + i);
    }
    await(Stdio.stdout().shutdown());
    await(Stdio.stdout().writeAll(bytes("end\n")));
    await(Stdio.stderr().writeAll(bytes("an error\n")));
    return ready();
  }

  /** Writes far more than a pipe holds, and waits for none of it. */
  @Async
  private static Future<Void> left() throws IOException {
    for (int i = 0; i < 20; i++) {
      ByteBuffer text = ByteBuffer.wrap(bytes((i + ".").repeat(10_000) + "\n"));
      try {
        await(timeout(Duration.ofNanos(1), Stdio.stdout().writeAll(text)));
      } catch (TimeoutException e) {
        // It goes on alone.
      }
    }
    return ready();
  }

  /** Gives each line up many times before it comes. */
  @Async
  private static Future<Void> read() throws IOException {
    System.out.println("ready");
    ByteBuffer some = ByteBuffer.allocate(3);
    StringBuilder all = new StringBuilder();
    while (true) {
      try {
        int count = await(timeout(Duration.ofMillis(1), Stdio.stdin().read(some.clear())));
        if (count < 0) {
          break;
        }
        all.append(StandardCharsets.UTF_8.decode(some.flip()));
      } catch (TimeoutException e) {
        await(yieldNow());
      }
    }
    System.out.print(all);
    return ready();
  }

  /** Ends while it waits for a line that never comes. */
  @Async
  private static Future<Void> waits() throws IOException {
    JoinHandle<Integer> read = spawn(Stdio.stdin().read(ByteBuffer.allocate(10)));
    await(sleep(Duration.ofMillis(10)));
    read.abort();
    System.out.println("ended");
    return ready();
  }
}
