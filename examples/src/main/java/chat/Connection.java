package chat;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.io.BufReader;
import dev.weft.io.MalformedTextException;
import dev.weft.io.TooLongException;
import dev.weft.net.TcpStream;
import dev.weft.task.CancellationToken;
import dev.weft.time.Sleep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** One client on a socket: one task, which waits for the client and for the others at once. */
final class Connection {
  private static final int MAX_LINE = 1000;

  /** Small, for there are many; it grows while a line is longer. */
  private static final int BUFFER = 256;

  /** How long a client whose connection is ended may take to read the last lines. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final TcpStream socket;
  private final LineReader lines;
  private final Member member;
  private final Commands commands;
  private final Options options;
  private final CancellationToken stop;

  Connection(
      TcpStream socket, Member member, Commands commands, Options options, CancellationToken stop) {
    this.socket = socket;
    this.member = member;
    this.commands = commands;
    this.options = options;
    this.stop = stop;
    lines = new LineReader(new BufReader(socket, BUFFER), MAX_LINE);
  }

  /** Serves the client until it leaves, or has to. */
  @Async
  Future<Void> serve() {
    try (socket) {
      await(converse());
      await(timeout(FAREWELL, sayGoodbye()));
    } catch (IOException | TimeoutException e) {
      // The client went away, or doesn't read.
    }
    return ready();
  }

  @Async
  private Future<Void> converse() throws IOException, TimeoutException {
    try (member) {
      member.tell("* welcome, you are " + member.name() + ": /help");
      Sleep idle = sleep(options.idle());
      await(flush());
      while (!member.isLeaving()) {
        await(listen(idle));
        await(flush());
      }
    }
    return ready();
  }

  /** Waits for whatever comes first. */
  @Async
  private Future<Void> listen(Sleep idle) throws IOException {
    try {
      await(
          select(
              onDo(lines.next(), line -> said(line, idle)),
              onDo(member.next(), this::heard),
              onDo(idle, elapsed -> end("! you have said nothing for too long")),
              onDo(stop.cancelled(), stopped -> end("* the server stops"))));
    } catch (TooLongException e) {
      member.tell("! a line has at most " + MAX_LINE + " bytes; yours was left out");
    } catch (MalformedTextException e) {
      member.tell("! a line is text in UTF-8; yours was left out");
    }
    return ready();
  }

  private void said(String line, Sleep idle) {
    if (line == null) {
      member.takeMessages();
      member.leave();
    } else {
      idle.reset(options.idle());
      commands.execute(member, line);
    }
  }

  private void heard(Line line) {
    member.tell(line);
    member.takeMessages();
  }

  private void end(String reason) {
    member.takeMessages();
    member.tell(reason);
    member.leave();
  }

  @Async
  private Future<Void> flush() throws IOException, TimeoutException {
    if (member.hasUnsent()) {
      await(timeout(options.patience(), socket.writeAll(member.takeUnsent())));
    }
    return ready();
  }

  /** Bytes that weren't read would have the system throw away the last lines. */
  @Async
  @CancelSafe
  private Future<Void> sayGoodbye() throws IOException {
    await(socket.shutdown());
    ByteBuffer rest = ByteBuffer.allocate(BUFFER);
    while (await(socket.read(rest.clear())) >= 0) {}
    return ready();
  }
}
