package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever ends a channel, in each of its states. */
final class MpscCloseTest {
  /** What a channel with two places is like. */
  enum State {
    EMPTY,
    HALF_FULL,
    FULL,
    STOPPED_BY_THE_RECEIVER,
    CLOSED_BY_THE_RECEIVER,
    ENDED_BY_THE_SENDERS,
    WITH_A_PERMIT,
    STOPPED_WITH_A_PERMIT,
    ENDED_WITH_A_PERMIT
  }

  /** What is done to it then. */
  enum Act {
    STOP,
    CLOSE,
    END
  }

  private final List<Integer> undelivered = new ArrayList<>();
  private final Mpsc.Channel<Integer> channel = Mpsc.channel(2, undelivered::add);
  private final Mpsc.Sender<Integer> tx = channel.tx();
  private final Mpsc.Receiver<Integer> rx = channel.rx();
  private Mpsc.@Nullable Permit<Integer> permit;

  @AfterEach
  void end() {
    tx.close();
  }

  private void bring(State state) {
    if (state.name().endsWith("_PERMIT")) {
      permit = Objects.requireNonNull(tx.tryReserve());
    }
    if (state != State.EMPTY) {
      tx.trySend(1);
    }
    switch (state) {
      case FULL -> tx.trySend(2);
      case STOPPED_BY_THE_RECEIVER, STOPPED_WITH_A_PERMIT -> rx.stopSending();
      case CLOSED_BY_THE_RECEIVER -> rx.close();
      case ENDED_BY_THE_SENDERS, ENDED_WITH_A_PERMIT -> tx.close();
      default -> {}
    }
  }

  private void act(Act act) {
    switch (act) {
      case STOP -> rx.stopSending();
      case CLOSE -> rx.close();
      case END -> tx.close();
    }
  }

  private String received() {
    List<Integer> all = new ArrayList<>();
    for (Integer value = rx.tryRecv(); value != null; value = rx.tryRecv()) {
      all.add(value);
    }
    return all.toString();
  }

  /** A permit sends 7 afterwards. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # state                , act  , received, ended, undelivered
          EMPTY                  , STOP , []      , true , []
          EMPTY                  , CLOSE, []      , true , []
          EMPTY                  , END  , []      , true , []
          HALF_FULL              , STOP , [1]     , true , []
          HALF_FULL              , CLOSE, []      , true , [1]
          HALF_FULL              , END  , [1]     , true , []
          FULL                   , STOP , '[1, 2]', true , []
          FULL                   , CLOSE, []      , true , '[1, 2]'
          FULL                   , END  , '[1, 2]', true , []
          STOPPED_BY_THE_RECEIVER, STOP , [1]     , true , []
          STOPPED_BY_THE_RECEIVER, CLOSE, []      , true , [1]
          STOPPED_BY_THE_RECEIVER, END  , [1]     , true , []
          CLOSED_BY_THE_RECEIVER , STOP , []      , true , [1]
          CLOSED_BY_THE_RECEIVER , CLOSE, []      , true , [1]
          CLOSED_BY_THE_RECEIVER , END  , []      , true , [1]
          ENDED_BY_THE_SENDERS   , STOP , [1]     , true , []
          ENDED_BY_THE_SENDERS   , CLOSE, []      , true , [1]
          ENDED_BY_THE_SENDERS   , END  , [1]     , true , []
          WITH_A_PERMIT          , STOP , [1]     , false, []
          WITH_A_PERMIT          , CLOSE, []      , true , [1]
          WITH_A_PERMIT          , END  , [1]     , false, []
          STOPPED_WITH_A_PERMIT  , STOP , [1]     , false, []
          STOPPED_WITH_A_PERMIT  , CLOSE, []      , true , [1]
          STOPPED_WITH_A_PERMIT  , END  , [1]     , false, []
          ENDED_WITH_A_PERMIT    , STOP , [1]     , false, []
          ENDED_WITH_A_PERMIT    , CLOSE, []      , true , [1]
          ENDED_WITH_A_PERMIT    , END  , [1]     , false, []
          """)
  void whatComesOfIt(State state, Act act, String received, boolean ended, String undelivered) {
    bring(state);
    act(act);
    assertThat(tx.isClosed()).as("takes no more").isTrue();
    assertThat(received()).as("received").isEqualTo(received);
    assertThat(rx.isEnded()).as("ended").isEqualTo(ended);
    assertThat(this.undelivered).asString().as("undelivered").isEqualTo(undelivered);
    assertNothingElseComes();
    assertThePermitIsGood(act);
  }

  private void assertNothingElseComes() {
    assertThat(rx.isEmpty()).isTrue();
    assertThat(rx.len()).isZero();
    tx.close();
    assertThatThrownBy(() -> tx.trySend(9)).isInstanceOf(IllegalStateException.class);
  }

  private void assertThePermitIsGood(Act act) {
    if (permit != null) {
      permit.send(7);
      assertThat(received()).isEqualTo(act == Act.CLOSE ? "[]" : "[7]");
      assertThat(undelivered.contains(7)).isEqualTo(act == Act.CLOSE);
      assertThat(rx.isEnded()).isTrue();
    }
  }
}
