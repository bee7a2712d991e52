package dev.weft.it.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What several clients do to a server, one step after the other, made of a seed: the same steps for
 * whichever server it is run against.
 */
final class RedisScript implements AutoCloseable {
  private static final int LIMIT_SECONDS = Integer.getInteger("weft.redis.limit", 60);
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "limit of scripts");
            thread.setDaemon(true);
            return thread;
          });

  private static final int CLIENTS = 3;
  private static final int STEPS = 60;
  private static final int MOST_IN_A_PIPELINE = 12;

  private final Random random;
  private final RandomCommands commands;
  private final SocketAddress address;
  private final List<Client> clients = new ArrayList<>();
  private final Client control;

  /** What was sent last, for messages. */
  private String sent = "";

  /** What each step was, and what came of it. */
  private final List<String> transcript = new ArrayList<>();

  private RedisScript(long seed, SocketAddress address) throws IOException {
    random = new Random(seed);
    commands = new RandomCommands(random);
    this.address = address;
    control = new Client(address);
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Client(address));
    }
  }

  /** Runs the script of a seed against a server without keys. */
  static List<String> run(long seed, SocketAddress address) throws IOException {
    try (RedisScript script = new RedisScript(seed, address)) {
      Future<?> limit = TIMER.schedule(script::end, LIMIT_SECONDS, TimeUnit.SECONDS);
      script.run();
      limit.cancel(false);
      return script.transcript;
    } catch (IOException e) {
      throw new UncheckedIOException("script " + seed + " at " + address, e);
    }
  }

  private void run() throws IOException {
    try {
      awaitOthersGone();
      control.ask("FLUSHALL");
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      state();
    } catch (IOException e) {
      throw new IOException("no reply to " + visible(sent), e);
    }
  }

  /** Only ends what hangs. */
  private void end() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void step() throws IOException {
    switch (random.nextInt(12)) {
      case 0 -> blockingPops();
      case 1 -> messages();
      case 2 -> malformed();
      default -> pipeline(clients.get(random.nextInt(CLIENTS)));
    }
  }

  private void note(String sent, String received) {
    transcript.add("sent " + visible(sent) + "\n     got " + visible(received));
  }

  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                visible.append(
                    c < ' ' || c > '~' ? String.format("\\x%02x", c) : String.valueOf((char) c)));
    return visible.toString();
  }

  private void pipeline(Client client) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 1 + random.nextInt(MOST_IN_A_PIPELINE); i > 0; i--) {
      all.append(commands.next());
    }
    sendInPieces(client, all + client.mark());
    note(all.toString(), client.readToMark());
  }

  private void sendInPieces(Client client, String text) throws IOException {
    sent = text;
    int begin = 0;
    while (begin < text.length()) {
      int most = random.nextInt(4) == 0 ? 3 : text.length();
      int end = Math.min(text.length(), begin + 1 + random.nextInt(most));
      client.send(text.substring(begin, end));
      begin = end;
    }
  }

  /** Two clients wait for elements; a third one brings enough for both, and perhaps more. */
  private void blockingPops() throws IOException {
    control.ask("DEL q1 q2");
    List<String> waits = List.of("BLPOP q1 q2 0\r\n", "BRPOP q2 q1 0\r\n", "BLPOP q1 q1 0\r\n");
    for (int i = 0; i < 2; i++) {
      String wait = waits.get(random.nextInt(waits.size()));
      clients.get(i).send(wait + clients.get(i).mark());
      control.awaitInfo("blocked_clients", i + 1);
      note(wait, "");
    }
    String pushes =
        List.of(
                "RPUSH q1 a b c\r\n",
                "LPUSH q1 a b\r\nLLEN q1\r\n",
                "SET q2 x\r\nRPUSH q1 a\r\nLPUSH q1 b\r\n",
                "RPUSH q2 a b\r\nRPUSH q1 c d\r\nLLEN q2\r\n",
                "RPUSH q3 a b\r\nRENAME q3 q1\r\nDEL q3\r\nRPUSH q1 z\r\n",
                "RPUSH q3 a b\r\nRPOPLPUSH q3 q1\r\nLMOVE q3 q1 LEFT LEFT\r\n")
            .get(random.nextInt(6));
    Client pusher = clients.get(2);
    sendInPieces(pusher, pushes + pusher.mark());
    note(pushes, pusher.readToMark());
    String rest = "RPUSH q1 y1 y2\r\n";
    pusher.send(rest + pusher.mark());
    note(rest, pusher.readToMark());
    note("first", clients.get(0).readToMark());
    note("second", clients.get(1).readToMark());
  }

  /** A client listens on a connection of its own, and may ask for what it mustn't. */
  private void messages() throws IOException {
    try (Client listener = new Client(address)) {
      String listen =
          List.of(
                  "SUBSCRIBE a b a\r\n",
                  "PSUBSCRIBE a*\r\n",
                  "SUBSCRIBE a\r\nPSUBSCRIBE [a-c]?\r\n")
              .get(random.nextInt(3));
      sendInPieces(listener, listen + listener.mark());
      note(listen, listener.readToMark());
      for (String channel : List.of("a", "ab", "b", "c\\d", "a")) {
        Client publisher = clients.get(random.nextInt(CLIENTS));
        String publish = RandomCommands.array(List.of("PUBLISH", channel, "m" + random.nextInt(9)));
        publisher.send(publish + publisher.mark());
        note(publish, publisher.readToMark());
      }
      String asked = commands.next();
      // The order in which all channels are left is that of a hash table.
      String after =
          (asked.matches("(?is).*unsubscribe.*") ? "" : asked)
              + "UNSUBSCRIBE a\r\nGET k0\r\nPUNSUBSCRIBE nosuch\r\n";
      sendInPieces(listener, after + listener.mark());
      note(after, listener.readToMark());
    }
    awaitOthersGone();
  }

  private void awaitOthersGone() throws IOException {
    control.awaitInfo("connected_clients", CLIENTS + 1);
  }

  private void malformed() throws IOException {
    try (Client breaker = new Client(address)) {
      String asked = commands.next();
      // Whether a short time-out or the end of the connection is first is anyone's guess.
      String text = (asked.matches("(?is).*pop.*") ? "" : asked) + commands.malformed() + "\r\n";
      sendAndEnd(breaker, text);
      note(text.substring(0, Math.min(text.length(), 200)), breaker.readToEnd());
    }
    awaitOthersGone();
  }

  private static void sendAndEnd(Client client, String text) {
    try {
      client.send(text);
      client.shutdownOutput();
    } catch (IOException e) {
      // The server has ended the connection before it had all.
    }
  }

  /** What the keys are like in the end. */
  private void state() throws IOException {
    for (String key : List.of("k0", "k1", "k2", "k3", "k4", "k5")) {
      note(key, control.ask("TYPE " + key) + control.ask("GET " + key));
    }
    for (String key : List.of("l0", "l1", "l2", "q1", "q2")) {
      note(key, control.ask("LRANGE " + key + " 0 -1"));
    }
  }

  @Override
  public void close() throws IOException {
    control.close();
    for (Client client : clients) {
      client.close();
    }
  }
}
