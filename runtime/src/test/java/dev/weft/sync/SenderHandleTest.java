package dev.weft.sync;

import static dev.weft.Weft.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.internal.cleanup.Unclosed;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Warnings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Senders are counted, each of them once. */
final class SenderHandleTest {
  private final List<String> ends = new ArrayList<>();
  private final SenderCount count = new SenderCount("a test's channel", () -> ends.add("end"));
  private final Object sender = new Object();
  private final SenderHandle handle = new SenderHandle(count, sender);

  @Test
  void theLastSenderEndsTheChannel() {
    handle.copy();
    SenderHandle copy = new SenderHandle(count, sender);
    handle.close();
    handle.close();
    assertThat(count.open()).isEqualTo(1);
    assertThat(ends).isEmpty();
    copy.close();
    assertThat(ends).containsExactly("end");
  }

  @Test
  void aChannelThatHasEndedGetsNoSender() {
    assertThat(count.enter()).isTrue();
    count.leave();
    handle.close();
    assertThat(count.enter()).isFalse();
    assertThat(count.open()).isZero();
    assertThat(ends).containsExactly("end");
  }

  @Test
  void aClosedSenderIsOfNoUse() {
    handle.requireOpen();
    handle.close();
    assertThatThrownBy(handle::requireOpen)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this sender is closed; let each user have a copy() of its own and close that");
    assertThatThrownBy(handle::copy).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whereASenderIsMadeIsAPlaceOfTheProgram() {
    assertThat(Unclosed.place(sender).toString()).contains("SenderHandleTest.whereASenderIsMade");
  }

  @Test
  void oneThatIsDroppedIsClosedAndReportedOnceWithItsPlace() {
    try (Warnings warnings = new Warnings()) {
      SenderHandle dropped = new SenderHandle(count, new Object());
      Waits.until("the report", () -> collected(warnings));
      dropped.close();
      assertThat(ends).containsExactly("end");
      assertThat(warnings.about("a test's channel"))
          .singleElement()
          .asString()
          .startsWith("the sender of a test's channel that was made at dev.weft.sync.SenderHandleT")
          .endsWith("close it, best in a try-with-resources statement");
    }
  }

  @Test
  void oneThatIsDroppedWithTheRuntimeInWhichItWasMadeIsClosedWithoutAReport() {
    try (Warnings warnings = new Warnings()) {
      SenderHandle dropped;
      try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
        dropped = runtime.blockOn(ready().map(made -> new SenderHandle(count, new Object())));
      }
      dropped.abandoned();
      assertThat(ends).containsExactly("end");
      assertThat(warnings.about("a test's channel")).isEmpty();
    }
  }

  private static boolean collected(Warnings warnings) {
    System.gc();
    return !warnings.about("a test's channel").isEmpty();
  }
}
