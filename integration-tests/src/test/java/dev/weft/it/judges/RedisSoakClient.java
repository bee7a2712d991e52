package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** A client of mini-redis that counts. */
final class RedisSoakClient extends SoakClient {
  private static final int MOST_IN_A_PIPELINE = 50;

  private final String counter;
  private final int port;
  private long sent;

  RedisSoakClient(int number, int port) {
    super(number);
    this.port = port;
    counter = "mine:" + number;
  }

  @Override
  void live() throws IOException {
    try (Client client = new Client(Client.local(port))) {
      for (int i = random.nextInt(30); i >= 0; i--) {
        count(client);
      }
      end(client);
    }
  }

  private void end(Client client) throws IOException {
    switch (random.nextInt(5)) {
      case 0 -> crashAmid(client, "BLPOP nothing:" + counter + " 0\r\n");
      case 1 -> crashAmid(client, "SUBSCRIBE a b\r\nPSUBSCRIBE c*\r\n");
      case 2 -> crashAmid(client, "SET short 1 PX 50\r\n*3\r\n$3\r\nSET\r\n$5\r\nvalue");
      case 3 -> {
        int increments = 1 + random.nextInt(MOST_IN_A_PIPELINE);
        sent += increments;
        crashAmid(client, increment().repeat(increments));
      }
      default -> assertThat(client.ask("PING")).isEqualTo("+PONG\r\n");
    }
  }

  private String increment() {
    return "INCR " + counter + "\r\n";
  }

  /** What the server answers is counted. */
  private void count(Client client) throws IOException {
    int increments = 1 + random.nextInt(MOST_IN_A_PIPELINE);
    sent += increments;
    client.send(increment().repeat(increments) + client.mark());
    long replies = client.readToMark().lines().filter(line -> line.startsWith(":")).count();
    assertThat(replies).isEqualTo(increments);
    acknowledge(replies);
  }

  private void crashAmid(Client client, String request) throws IOException {
    client.send(request);
    if (random.nextBoolean()) {
      client.send("PUBLISH a message\r\n");
    }
    crash(client);
  }

  /** Of what was sent before a crash, any part may have been carried out. */
  void assertNothingLost(Client control) throws IOException {
    String reply = control.ask("GET " + counter);
    long counted = Long.parseLong(reply.substring(reply.indexOf('\n') + 1).strip());
    assertThat(counted).as(counter).isBetween(acknowledged(), sent);
  }
}
