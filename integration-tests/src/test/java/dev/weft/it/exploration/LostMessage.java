package dev.weft.it.exploration;

import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.interval;
import static dev.weft.Weft.select;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.OneOf2;
import dev.weft.Weft;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.time.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames of two parts come through a channel; whoever reads them does something else now and then.
 */
final class LostMessage {
  private static final Duration TICK = Duration.ofMillis(10);

  private final Mpsc.Channel<String> parts = Mpsc.channel(8);
  private final List<String> frames = new ArrayList<>();

  @Async
  private Future<Void> send() throws ClosedException {
    try (var tx = parts.tx()) {
      for (int frame = 1; frame <= 2; frame++) {
        await(tx.send("head " + frame));
        await(sleep(TICK));
        await(tx.send("body " + frame));
      }
    }
    return Weft.ready();
  }

  /** Isn't cancel-safe: a head that was received is gone when the body isn't waited for. */
  @Async
  private Future<@Nullable String> frame() {
    String head = await(parts.rx().recv());
    return Weft.ready(head == null ? null : head + ", " + await(parts.rx().recv()));
  }

  @Async
  @SuppressWarnings("weft:cancel-safety") // that is the bug
  private Future<Void> receive() {
    Interval ticks = interval(TICK);
    boolean more = true;
    while (more) {
      if (await(select(frame(), ticks.tick())) instanceof OneOf2.First<String, ?> frame) {
        more = keep(frame.value());
      }
    }
    return Weft.ready();
  }

  /** The frame that is under way is waited for in several rounds. */
  @Async
  private Future<Void> receiveSafely() {
    Interval ticks = interval(TICK);
    boolean more = true;
    Future<@Nullable String> next = frame();
    while (more) {
      if (await(select(borrow(next), ticks.tick())) instanceof OneOf2.First<String, ?> frame) {
        more = keep(frame.value());
        next = frame();
      }
    }
    return Weft.ready();
  }

  private boolean keep(@Nullable String frame) {
    return frame != null && frames.add(frame);
  }

  @Async
  private Future<Void> run(Future<Void> sends, Future<Void> receives) {
    JoinHandle<Void> sender = spawn(sends);
    await(receives);
    await(sender);
    if (!frames.equals(List.of("head 1, body 1", "head 2, body 2"))) {
      throw new AssertionError("received " + frames);
    }
    return Weft.ready();
  }

  static Future<Void> broken() throws ClosedException {
    LostMessage program = new LostMessage();
    return program.run(program.send(), program.receive());
  }

  static Future<Void> mended() throws ClosedException {
    LostMessage program = new LostMessage();
    return program.run(program.send(), program.receiveSafely());
  }
}
