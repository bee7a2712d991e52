package dev.weft.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told of a signal. */
final class SignalHubTest {
  private final List<Runnable> handlers = new ArrayList<>();
  private int ended;
  private final CountingStrand strand = new CountingStrand();
  private final SignalHub hub = new SignalHub(new Source());

  /** Notes who has the signal. */
  private final class Source implements SignalSource {
    @Override
    public Claim claim(Runnable handler) {
      handlers.add(handler);
      return new Claim() {
        @Override
        public void pass() {
          ended++;
        }

        @Override
        public void restore() {
          handlers.remove(handler);
        }
      };
    }
  }

  private void signal() {
    handlers.get(0).run();
  }

  @Test
  void theSignalIsClaimedWhenSomebodyWaitsForTheFirstTime() {
    CtrlC future = new CtrlC(hub);
    assertThat(handlers).isEmpty();
    strand.poll(future);
    strand.poll(new CtrlC(hub));
    assertThat(handlers).hasSize(1);
  }

  @Test
  void allThatWaitAreTold() {
    CtrlC one = new CtrlC(hub);
    CtrlC two = new CtrlC(hub);
    assertThat(strand.poll(one)).isEqualTo(Poll.PENDING);
    assertThat(strand.poll(two)).isEqualTo(Poll.PENDING);
    signal();
    assertThat(strand.wakes()).isEqualTo(2);
    assertThat(strand.poll(one)).isNull();
    assertThat(strand.poll(two)).isNull();
    assertThat(strand.poll(new CtrlC(hub))).isEqualTo(Poll.PENDING);
    assertThat(ended).isZero();
  }

  @Test
  void aSignalThatComesBetweenTwoWaitsIsKept() {
    CtrlC lost = new CtrlC(hub);
    strand.poll(lost);
    strand.cancel(lost);
    signal();
    assertThat(strand.poll(new CtrlC(hub))).isNull();
    assertThat(strand.poll(new CtrlC(hub))).isEqualTo(Poll.PENDING);
    assertThat(ended).isZero();
  }

  @Test
  void aSignalIsPassedOnByWhoIsCancelledBeforeItSawIt() {
    CtrlC late = new CtrlC(hub);
    strand.poll(late);
    signal();
    assertThat(strand.cancel(late)).isEqualTo(Poll.CANCELLED);
    assertThat(strand.poll(new CtrlC(hub))).isNull();
  }

  @Test
  void whereNobodyListensAnyMoreTheSecondSignalEndsTheProgram() {
    CtrlC first = new CtrlC(hub);
    strand.poll(first);
    signal();
    strand.poll(first);
    signal();
    assertThat(ended).isZero();
    signal();
    assertThat(ended).isEqualTo(1);
  }

  @Test
  void aSignalThatCannotBeClaimedFailsTheFuture() {
    CtrlC future = new CtrlC(new SignalHub(new JvmSignal("NOSUCHSIGNAL")));
    assertThatThrownBy(() -> future.poll(strand))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the signal NOSUCHSIGNAL can't be waited for: this system has no such signal");
  }

  // Listeners

  @Test
  void theFirstListenerClaimsTheSignalAndTheLastGivesItBack() {
    SignalHub.Listener one = hub.listen();
    SignalHub.Listener two = hub.listen();
    assertThat(handlers).hasSize(1);
    one.close();
    one.close();
    assertThat(handlers).hasSize(1);
    two.close();
    assertThat(handlers).isEmpty();
    SignalHub.Listener three = hub.listen();
    assertThat(handlers).hasSize(1);
    three.close();
    assertThat(handlers).isEmpty();
  }

  @Test
  void eachListenerHearsASignalOnce() {
    SignalHub.Listener one = hub.listen();
    SignalHub.Listener two = hub.listen();
    assertThat(one.take(strand)).isFalse();
    signal();
    signal();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(one.take(strand)).isTrue();
    assertThat(one.take(strand)).isFalse();
    assertThat(two.take(strand)).isTrue();
    two.pause();
    signal();
    assertThat(strand.wakes()).isEqualTo(2);
    assertThat(two.take(strand)).isTrue();
    assertThat(ended).isZero();
  }

  @Test
  void oneThatIsClosedWakesWhoWaits() {
    SignalHub.Listener listener = hub.listen();
    listener.take(strand);
    listener.close();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(listener.isClosed()).isTrue();
    assertThat(listener.take(strand)).isFalse();
  }

  @Test
  void ctrlCKeepsTheSignalWhenTheLastListenerIsClosed() {
    SignalHub.Listener listener = hub.listen();
    CtrlC future = new CtrlC(hub);
    strand.poll(future);
    assertThat(handlers).hasSize(1);
    listener.close();
    signal();
    assertThat(strand.poll(future)).isNull();
  }

  @Test
  void nothingIsPassedOnWhileSomebodyListens() {
    CtrlC first = new CtrlC(hub);
    strand.poll(first);
    SignalHub.Listener listener = hub.listen();
    signal();
    signal();
    signal();
    assertThat(ended).isZero();
    listener.close();
    signal();
    assertThat(ended).isEqualTo(1);
  }

  @Test
  void withoutCtrlCNothingIsKept() {
    SignalHub.Listener listener = hub.listen();
    signal();
    listener.close();
    assertThat(strand.poll(new CtrlC(hub))).isEqualTo(Poll.PENDING);
  }
}
