package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks on an event loop of Netty's, beside its own channels. */
@Timeout(120)
final class NettyTest {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final AsyncRuntime runtime = AsyncRuntime.on(loop).name("netty").build();

  @AfterEach
  void close() throws InterruptedException {
    runtime.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  private boolean isOnLoop() {
    return loop.inEventLoop();
  }

  @Test
  void tasksStayOnTheLoopThroughEveryKindOfWait() {
    List<Boolean> onLoop =
        runtime.blockOn(
            runtime.spawn(
                async(
                    () -> {
                      List<Boolean> seen = new ArrayList<>();
                      seen.add(isOnLoop());
                      await(yieldNow());
                      seen.add(isOnLoop());
                      await(sleep(Duration.ofMillis(1)));
                      seen.add(isOnLoop());
                      seen.add(!await(spawnBlocking(this::isOnLoop)));
                      seen.add(isOnLoop());
                      seen.add(await(spawn(() -> isOnLoop())));
                      return seen;
                    })));
    assertThat(onLoop).hasSize(6).containsOnly(true);
  }

  @Test
  void theLoopsOwnEventsGetTheirTurnBetweenTasks() throws Exception {
    JoinHandle<Void> busy = runtime.spawn(busy());
    for (int i = 0; i < 100; i++) {
      loop.submit(() -> {}).sync();
    }
    assertThat(busy.isFinished()).isFalse();
    busy.abort();
  }

  @Async
  private static Future<Void> busy() {
    while (true) {
      await(yieldNow());
    }
  }

  @Test
  void onTheLoopBlockOnThrows() throws Exception {
    runtime.blockOn(runtime.spawn(ready(1)));
    Object answer = loop.submit(this::blockOnOrFailure).get();
    assertThat(answer)
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessageContaining("which runs tasks and must not block");
  }

  private Object blockOnOrFailure() {
    try {
      return runtime.<Object>blockOn(ready(1));
    } catch (IllegalStateException e) {
      return e;
    }
  }

  /** Channels and tasks share one thread, so that neither needs a lock. */
  @Test
  void aTaskTalksToAChannelOfTheSameLoop() {
    LocalAddress address = new LocalAddress("weft");
    String reply =
        runtime.blockOn(
            runtime.spawn(
                async(
                    () -> {
                      Channel server = await(serve(address));
                      CompletableFuture<String> answer = new CompletableFuture<>();
                      Channel client = await(connect(address, answer));
                      await(stage(client.writeAndFlush("hello")));
                      String text = await(answer);
                      await(stage(client.close()));
                      await(stage(server.close()));
                      return text;
                    })));
    assertThat(reply).isEqualTo("HELLO");
  }

  @Async
  private Future<Channel> serve(LocalAddress address) {
    var bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(LocalServerChannel.class)
            .childHandler(initializer(new Shout()));
    ChannelFuture bound = bootstrap.bind(address);
    await(stage(bound));
    return ready(bound.channel());
  }

  @Async
  private Future<Channel> connect(LocalAddress address, CompletableFuture<String> answer) {
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(LocalChannel.class)
            .handler(initializer(new Answer(answer)));
    ChannelFuture connected = bootstrap.connect(address);
    await(stage(connected));
    return ready(connected.channel());
  }

  private static ChannelInitializer<Channel> initializer(ChannelInboundHandlerAdapter handler) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(handler);
      }
    };
  }

  private static CompletableFuture<Void> stage(ChannelFuture future) {
    CompletableFuture<Void> stage = new CompletableFuture<>();
    future.addListener(
        done -> {
          if (done.isSuccess()) {
            stage.complete(null);
          } else {
            stage.completeExceptionally(done.cause());
          }
        });
    return stage;
  }

  /** Answers in capitals. */
  private static final class Shout extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context
          .writeAndFlush(String.valueOf(message).toUpperCase(Locale.ROOT))
          .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }
  }

  /** Hands on what comes back. */
  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<String> answer;

    Answer(CompletableFuture<String> answer) {
      this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      answer.complete(String.valueOf(message));
    }
  }

  /** A loop that ends before its runtime drops what still waits. */
  @Test
  void aLoopThatHasEndedEndsTheRuntime() throws Exception {
    JoinHandle<Void> waiting = runtime.spawn(sleep(Duration.ofDays(1)));
    runtime.blockOn(runtime.spawn(ready(1)));
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    JoinHandle<Integer> late = runtime.spawn(ready(1));
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      assertThatThrownBy(() -> other.blockOn(waiting)).isInstanceOf(CancellationException.class);
      assertThatThrownBy(() -> other.blockOn(late)).isInstanceOf(CancellationException.class);
    }
  }
}
