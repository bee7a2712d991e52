package dev.weft.it.woven.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.environment.Environment;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.io.ListeningSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What schedulers rely on of the driver that this JVM has: a wait that isn't ended never ends. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DriverTest {
  private static final long FOR_EVER = Long.MAX_VALUE;

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
}
