package com.acme;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.process.Command;
import dev.weft.signal.Signal;
import java.io.IOException;

/** Listens to signals, most of which it sends itself. */
public class Main {
  @AsyncMain
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "restore" -> await(restore());
      case "both" -> await(both());
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
