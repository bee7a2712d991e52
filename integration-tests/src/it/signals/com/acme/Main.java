package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.process.Command;
import dev.weft.signal.Signal;
import dev.weft.sync.Barrier;
import dev.weft.sync.Mutex;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Listens to signals, most of which it sends itself. */
public class Main {
  @AsyncMain
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "restore" -> await(restore());
      case "both" -> await(both());
      case "dump" -> await(dump());
      default -> await(user2());
    }
  }

  @Async
  private static Future<Void> restore() throws IOException {
    Signal first = Signal.terminate();
    Signal second = Signal.terminate();
    await(send("TERM"));
    System.out.println(await(first.next()));
    first.close();
    await(send("TERM"));
    System.out.println(await(second.next()));
    second.close();
    try (Signal again = Signal.terminate()) {
      await(send("TERM"));
      System.out.println(await(again.next()) + " again");
    }
    System.out.println("nobody listens");
    await(send("TERM"));
    await(pending());
    return ready();
  }

  @Async
  private static Future<Void> both() {
    try (Signal interrupt = Signal.interrupt()) {
      JoinHandle<Void> waits = spawn(ctrlC());
      await(yieldNow());
      System.out.println("listening");
      System.out.println(await(interrupt.next()));
      await(waits);
      System.out.println("ctrlC");
    }
    return ready();
  }

  /** Two tasks that wait for one another, and what the runtime tells of them. */
  @Async
  private static Future<Void> dump() throws IOException {
    Mutex<String> fork = new Mutex<>("fork");
    Mutex<String> knife = new Mutex<>("knife");
    CountDownLatch printed = new CountDownLatch(1);
    System.setErr(
        new PrintStream(System.out) {
          @Override
          public void println(String text) {
            super.println(text);
            printed.countDown();
          }
        });
    Barrier both = new Barrier(2);
    spawn(eat(both, fork, knife).named("plato"));
    spawn(eat(both, knife, fork).named("kant"));
    while (AsyncRuntime.current().findDeadlocks().isEmpty()) {
      await(yieldNow());
    }
    await(send("USR1"));
    await(spawnBlocking(() -> printed.await(1, TimeUnit.HOURS)));
    return ready();
  }

  @Async
  private static Future<Void> eat(Barrier both, Mutex<String> first, Mutex<String> second) {
    try (var one = await(first.lock())) {
      await(both.arrive());
      try (var other = await(second.lock())) {
        System.out.println(one.get() + other.get());
      }
    }
    return ready();
  }

  @Async
  private static Future<Void> user2() throws IOException {
    try (Signal user = Signal.user2()) {
      await(send("USR2"));
      System.out.println(await(user.next()));
    }
    return ready();
  }

  @Async
  private static Future<Void> send(String name) throws IOException {
    await(Command.of("kill", "-" + name, "" + ProcessHandle.current().pid()).status());
    return ready();
  }
}
