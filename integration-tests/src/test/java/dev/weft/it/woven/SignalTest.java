package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.signal.Signal;
import dev.weft.signal.SignalKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Signals that this process sends itself, none of which ends it. What happens when nobody listens
 * any more is shown by {@code SignalIT} in processes of their own.
 */
@Timeout(60)
final class SignalTest {
  private static void send(String name) throws IOException, InterruptedException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = Runtimes.class, mode = Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("T106")
  void allWhoListenAreToldAgainAndAgain(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (Signal one = Signal.user1();
              Signal two = Signal.of(new SignalKind("SIGUSR1"))) {
            for (int i = 0; i < 3; i++) {
              JoinHandle<SignalKind> waits = spawn(one.next());
              send("USR1");
              assertThat(await(waits)).isEqualTo(SignalKind.USER1);
              assertThat(await(two.next())).isEqualTo(SignalKind.USER1);
            }
          }
          return null;
        });
  }

  @Test
  @Tag("T106")
  void severalInARowMayBeOneAndNoneIsHeardTwice() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (Signal slow = Signal.user1();
              Signal first = Signal.user1()) {
            for (int i = 0; i < 5; i++) {
              send("USR1");
              await(first.next());
            }
            assertThat(await(slow.next())).isEqualTo(SignalKind.USER1);
            assertThat(await(timesOut(slow.next()))).isTrue();
          }
          return null;
        });
  }

  @Async
  private static Future<Boolean> timesOut(Future<?> future) {
    try {
      await(timeout(Duration.ofMillis(1), future));
      return ready(false);
    } catch (TimeoutException e) {
      return ready(true);
    }
  }

  @Test
  void aWaitThatIsCancelledLosesNoSignal() throws Exception {
    Runtimes.FOUR_WORKERS.run(
        () -> {
          try (Signal signal = Signal.user1();
              Signal other = Signal.user1()) {
            for (int i = 0; i < 20; i++) {
              assertThat(await(timesOut(signal.next()))).isTrue();
              send("USR1");
              await(other.next());
              assertThat(await(signal.next())).isEqualTo(SignalKind.USER1);
            }
          }
          return null;
        });
  }

  @Test
  @Tag("T106")
  void oneThatIsClosedEndsAndTakesNothingFromOthers() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (Signal stays = Signal.user1()) {
            Signal goes = Signal.user1();
            JoinHandle<SignalKind> waits = spawn(goes.next());
            await(Weft.yieldNow());
            goes.close();
            goes.close();
            assertThat(await(waits)).isNull();
            assertThat(await(goes.next())).isNull();
            send("USR1");
            assertThat(await(stays.next())).isEqualTo(SignalKind.USER1);
            await(stays.closeAsync());
            assertThat(await(stays.next())).isNull();
          }
          return null;
        });
  }

  @Test
  @Tag("T106")
  void listenersOfManyRuntimesAreTold() throws Exception {
    List<AsyncRuntime> runtimes = new ArrayList<>();
    List<Signal> signals = new ArrayList<>();
    List<JoinHandle<SignalKind>> waits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(1).build();
      runtimes.add(runtime);
      for (int j = 0; j < 4; j++) {
        Signal signal = Signal.user1();
        signals.add(signal);
        waits.add(runtime.spawn(signal.next()));
      }
    }
    runtimes.remove(0).close();
    send("USR1");
    for (JoinHandle<SignalKind> each : waits.subList(4, waits.size())) {
      assertThat(each.join()).isEqualTo(SignalKind.USER1);
    }
    for (Signal each : signals.subList(0, 4)) {
      assertThat(each.next().join()).isEqualTo(SignalKind.USER1);
    }
    signals.forEach(Signal::close);
    runtimes.forEach(AsyncRuntime::close);
  }

  @Test
  void kindsAreMergedToOneStream() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (Signal user = Signal.user1();
              Signal window = Signal.windowChange()) {
            var both = user.merge(window);
            send("WINCH");
            assertThat(await(both.next())).isEqualTo(SignalKind.WINDOW_CHANGE);
            send("USR1");
            assertThat(await(both.next())).isEqualTo(SignalKind.USER1);
          }
          return null;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "KILL, the system lets no program have it",
    "STOP, the system lets no program have it",
    "QUIT, the JVM uses it itself",
    "SEGV, the JVM uses it itself",
    "BUS, the JVM uses it itself",
    "USR2, '_JAVA_SR_SIGNUM'",
    "NOSUCH, this system has no such signal"
  })
  void whatNobodyCanHaveIsRefused(String name, String why) {
    assertThatThrownBy(() -> Signal.of(new SignalKind(name)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("the signal " + name + " can't be waited for: ")
        .hasMessageContaining(why);
  }

  @Test
  void namesAreNormal() {
    assertThat(new SignalKind("sigterm")).isEqualTo(SignalKind.TERMINATE).hasToString("TERM");
    assertThatThrownBy(() -> new SignalKind("no signal"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
