package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.testing.CountingStrand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever ends a oneshot channel, in each of its states. */
final class OneshotCloseTest {
  /** What a channel is like. */
  enum State {
    OPEN,
    SENT,
    TAKEN,
    STOPPED,
    SENT_AND_STOPPED,
    CLOSED,
    ENDED
  }

  /** What is done to it then. */
  enum Act {
    STOP,
    CLOSE,
    END
  }

  private final List<Integer> undelivered = new ArrayList<>();
  private final Oneshot.Channel<Integer> channel = Oneshot.channel(undelivered::add);
  private final Oneshot.Sender<Integer> tx = channel.tx();
  private final Oneshot.Receiver<Integer> rx = channel.rx();

  private void bring(State state) {
    if (state == State.SENT || state == State.TAKEN || state == State.SENT_AND_STOPPED) {
      tx.send(1);
    }
    switch (state) {
      case TAKEN -> rx.tryRecv();
      case STOPPED, SENT_AND_STOPPED -> rx.stopSending();
      case CLOSED -> rx.close();
      case ENDED -> tx.close();
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

  private String send() {
    try {
      return tx.send(2) ? "sent" : "refused";
    } catch (IllegalStateException e) {
      return "mistake";
    }
  }

  /** What who awaits the receiver gets. */
  private String received() {
    try {
      return String.valueOf(rx.poll(new CountingStrand()));
    } catch (ClosedException e) {
      return "closed";
    } catch (Exception e) {
      return "mistake";
    }
  }

  /** The outcome of another send, then of an await. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # state         , act  , closed, send   , received, undelivered
          OPEN            , STOP , true , refused, closed , []
          OPEN            , CLOSE, true , refused, closed , []
          OPEN            , END  , true , mistake, closed , []
          SENT            , STOP , false, mistake, 1      , []
          SENT            , CLOSE, true , refused, closed , [1]
          SENT            , END  , false, mistake, 1      , []
          TAKEN           , STOP , true , mistake, mistake, []
          TAKEN           , CLOSE, true , mistake, mistake, []
          TAKEN           , END  , true , mistake, mistake, []
          STOPPED         , STOP , true , refused, closed , []
          STOPPED         , CLOSE, true , refused, closed , []
          STOPPED         , END  , true , refused, closed , []
          SENT_AND_STOPPED, STOP , false, mistake, 1      , []
          SENT_AND_STOPPED, CLOSE, true , refused, closed , [1]
          SENT_AND_STOPPED, END  , false, mistake, 1      , []
          CLOSED          , STOP , true , refused, closed , []
          CLOSED          , CLOSE, true , refused, closed , []
          CLOSED          , END  , true , refused, closed , []
          ENDED           , STOP , true , mistake, closed , []
          ENDED           , CLOSE, true , mistake, closed , []
          ENDED           , END  , true , mistake, closed , []
          """)
  void whatComesOfIt(
      State state, Act act, boolean closed, String send, String received, String undelivered) {
    bring(state);
    act(act);
    assertThat(tx.isClosed()).as("closed").isEqualTo(closed);
    assertThat(rx.isEnded()).as("ended").isEqualTo(closed);
    assertThat(send()).as("send").isEqualTo(send);
    assertThat(received()).as("received").isEqualTo(received);
    assertThat(this.undelivered).asString().as("undelivered").isEqualTo(undelivered);
  }
}
