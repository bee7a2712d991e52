package dev.weft.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.internal.testing.CountingStrand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told of a signal. */
final class InterruptsTest {
  private final List<Runnable> handlers = new ArrayList<>();
  private int ended;
  private final CountingStrand strand = new CountingStrand();
  private final Interrupts interrupts =
      new Interrupts(
          handler -> {
            handlers.add(handler);
            return () -> ended++;
          });

  private void signal() {
    handlers.get(0).run();
  }

  @Test
  void theSignalIsClaimedWhenSomebodyWaitsForTheFirstTime() {
    CtrlC future = new CtrlC(interrupts);
    assertThat(handlers).isEmpty();
    strand.poll(future);
    strand.poll(new CtrlC(interrupts));
    assertThat(handlers).hasSize(1);
  }

  @Test
  void allThatWaitAreTold() {
    CtrlC one = new CtrlC(interrupts);
    CtrlC two = new CtrlC(interrupts);
    assertThat(strand.poll(one)).isEqualTo(Poll.PENDING);
    assertThat(strand.poll(two)).isEqualTo(Poll.PENDING);
    signal();
    assertThat(strand.wakes()).isEqualTo(2);
    assertThat(strand.poll(one)).isNull();
    assertThat(strand.poll(two)).isNull();
    assertThat(strand.poll(new CtrlC(interrupts))).isEqualTo(Poll.PENDING);
    assertThat(ended).isZero();
  }

  @Test
  void aSignalThatComesBetweenTwoWaitsIsKept() {
    CtrlC lost = new CtrlC(interrupts);
    strand.poll(lost);
    strand.cancel(lost);
    signal();
    assertThat(strand.poll(new CtrlC(interrupts))).isNull();
    assertThat(strand.poll(new CtrlC(interrupts))).isEqualTo(Poll.PENDING);
    assertThat(ended).isZero();
  }

  @Test
  void aSignalIsPassedOnByWhoIsCancelledBeforeItSawIt() {
    CtrlC late = new CtrlC(interrupts);
    strand.poll(late);
    signal();
    assertThat(strand.cancel(late)).isEqualTo(Poll.CANCELLED);
    assertThat(strand.poll(new CtrlC(interrupts))).isNull();
  }

  @Test
  void whereNobodyListensAnyMoreTheSecondSignalEndsTheProgram() {
    CtrlC first = new CtrlC(interrupts);
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
    JvmSignal none = new JvmSignal("NOSUCHSIGNAL");
    CtrlC future = new CtrlC(new Interrupts(none));
    assertThatThrownBy(() -> future.poll(strand))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the signal NOSUCHSIGNAL can't be waited for: something else has claimed it");
  }
}
