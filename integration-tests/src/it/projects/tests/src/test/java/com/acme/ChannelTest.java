package com.acme;

import static dev.weft.Weft.*;
import static dev.weft.junit5.AsyncAssertions.fails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.junit5.AsyncTest;
import dev.weft.sync.*;

class ChannelTest {
  @AsyncTest
  void whatIsSentIsReceived() throws ClosedException {
    var channel = Mpsc.<String>channel(1);
    var sending = spawn(() -> await(channel.tx().send("hello")));
    assertEquals("hello", await(channel.rx().recv()));
    await(sending);
  }

  @AsyncTest
  void sendingFailsOnceTheReceiverIsClosed() {
    var channel = Mpsc.<String>channel(1);
    channel.rx().close();
    await(fails(ClosedException.class, () -> await(channel.tx().send("hello"))));
  }
}
