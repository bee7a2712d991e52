package dev.weft.it.woven.net;

import static dev.weft.Weft.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.internal.environment.Environment;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.net.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What schedulers rely on of the driver that this JVM has: a wait that isn't ended never ends. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DriverTest {
  private static final long FOR_EVER = Long.MAX_VALUE;

  /** More than the queue of a worker has room for. */
  private static final int MANY = 400;

  private IoDriver driver;

  @BeforeEach
  void open() throws IOException {
    driver = Environment.driversOfJvm().open("a runtime");
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aWakeUpEndsTheNextWait() {
    driver.wake();
    driver.await(FOR_EVER);
  }

  /** Another thread may look in at the driver while one is on its way into it. */
  @Test
  void aWakeUpIsNotLostToALookInBetween() {
    driver.wake();
    driver.poll();
    driver.await(FOR_EVER);
  }

  @Test
  void aWakeUpEndsTheWaitThatIsUnderWay() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      Thread waker = new Thread(driver::wake);
      waker.start();
      driver.await(FOR_EVER);
      waker.join();
    }
  }

  @Test
  void anInterruptEndsAWaitAndCanStillBeSeen() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      Thread me = Thread.currentThread();
      Thread interrupter = new Thread(me::interrupt);
      interrupter.start();
      driver.await(FOR_EVER);
      while (!Thread.interrupted()) {
        Thread.onSpinWait();
      }
      interrupter.join();
    }
  }

  @Test
  void aWaitForNoTimeEnds() {
    driver.await(0);
    driver.await(1);
  }

  @Test
  void oneThatIsClosedKeepsNobodyAndMakesNoSockets() throws IOException {
    ListeningSocket open = driver.listener(StandardProtocolFamily.INET);
    open.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    driver.close();
    driver.close();
    driver.await(FOR_EVER);
    driver.poll();
    driver.wake();
    assertThat(open.isClosed()).isTrue();
    assertThatThrownBy(open::accept)
        .isInstanceOf(SocketException.class)
        .hasMessage("a runtime is closed, and with it its sockets");
    assertThatThrownBy(() -> driver.stream(StandardProtocolFamily.INET))
        .isInstanceOf(SocketException.class)
        .hasMessage("a runtime is closed, and with it its sockets");
  }

  /** A queue that spills would have the tasks that go elsewhere wait far longer than the others. */
  @Test
  void manyThatAreReadyAtOnceDontFillTheQueueOfAWorker() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(1).build();
        DatagramChannel sender = DatagramChannel.open()) {
      List<UdpSocket> sockets = new ArrayList<>();
      List<JoinHandle<InetSocketAddress>> receivers = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        UdpSocket socket = runtime.blockOn(UdpSocket.bind("127.0.0.1", 0));
        sockets.add(socket);
        receivers.add(runtime.spawn(socket.receive(ByteBuffer.allocate(1))));
      }
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      JoinHandle<Void> holder = runtime.spawn(hold(held, release));
      held.await();
      long overflows = runtime.metrics().overflows();
      for (UdpSocket socket : sockets) {
        sender.send(ByteBuffer.wrap(new byte[] {1}), socket.localAddress());
      }
      release.countDown();
      runtime.blockOn(holder);
      for (JoinHandle<InetSocketAddress> receiver : receivers) {
        assertThat(runtime.blockOn(receiver).getPort()).isEqualTo(port(sender));
      }
      sockets.forEach(UdpSocket::close);
      assertThat(runtime.metrics().overflows()).isEqualTo(overflows);
    }
  }

  private static int port(DatagramChannel channel) throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  @Async
  private static Future<Void> hold(CountDownLatch held, CountDownLatch release)
      throws InterruptedException {
    held.countDown();
    release.await();
    return ready();
  }
}
