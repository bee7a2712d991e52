package dev.weft.it.exploration.election;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.sync.Mpsc;
import dev.weft.task.JoinSet;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Brings messages from host to host: late, in any order, and some of them not at all. */
final class Network {
  private final RandomGenerator random;
  private final List<Mpsc.UnboundedChannel<Message>> inboxes;
  private final JoinSet<Void> underWay = new JoinSet<>();

  /** How many of a hundred messages are lost. */
  int losses = 20;

  Network(int hosts, RandomGenerator random) {
    this.random = random;
    inboxes = Stream.generate(Mpsc::<Message>unbounded).limit(hosts).toList();
  }

  Mpsc.Receiver<Message> inbox(int host) {
    return inboxes.get(host).rx();
  }

  void send(int to, Message message) {
    Duration delay = Duration.ofMillis(random.nextInt(1, 60));
    if (random.nextInt(100) >= losses) {
      underWay.spawn(
          () -> {
            await(sleep(delay));
            inboxes.get(to).tx().trySend(message);
          });
    }
  }

  void sendToOthers(Message message) {
    IntStream.range(0, inboxes.size())
        .filter(host -> host != message.from())
        .forEach(host -> send(host, message));
  }

  /** Ends what is under way, and the lives of hosts. */
  @Async
  Future<Void> shutdown() {
    await(underWay.shutdown());
    inboxes.forEach(inbox -> inbox.tx().close());
    return Weft.ready();
  }
}
