package dev.weft.internal.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Poll;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.testing.CountingStrand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Operations that are handed to a pool, and left behind. */
class HopTest {
  private final CountingStrand strand = new CountingStrand();
  private final Queue<BlockingWork> pool = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();

  /** Gives a text, or fails if it is to. */
  private class Fetch extends Hop<String> {
    private final String text;
    private final boolean changes;

    /** What happens while it runs. */
    Runnable meanwhile = () -> {};

    Fetch(String text, boolean changes) {
      this.text = text;
      this.changes = changes;
    }

    @Override
    protected String call() throws IOException {
      log.add("call " + text);
      meanwhile.run();
      if (text.startsWith("bad")) {
        throw new IOException(text);
      }
      return text;
    }

    @Override
    protected void handOn(Scheduler runtime) {
      pool.add(this);
    }

    @Override
    protected void discard(String given) {
      log.add("discard " + given);
    }

    @Override
    protected void failUnseen(Throwable unseen, Scheduler runtime) {
      log.add("unseen " + unseen.getMessage());
    }

    @Override
    protected void over() {
      log.add("over " + text);
    }

    @Override
    public boolean mustRun() {
      return changes;
    }

    @Override
    public String toString() {
      return "fetching " + text;
    }
  }

  private void runAll() {
    for (BlockingWork work = pool.poll(); work != null; work = pool.poll()) {
      work.run();
    }
  }

  @Test
  void itBeginsWithTheFirstPollAndWakesWhoPolledLast() {
    Fetch hop = new Fetch("a", false);
    CountingStrand other = new CountingStrand();
    assertThat(strand.poll(hop)).isEqualTo(Poll.PENDING);
    assertThat(other.poll(hop)).isEqualTo(Poll.PENDING);
    assertThat(pool).hasSize(1);
    runAll();
    assertThat(strand.wakes()).isZero();
    assertThat(other.wakes()).isEqualTo(1);
    assertThat(other.poll(hop)).isEqualTo("a");
    assertThat(log).containsExactly("call a", "over a");
  }

  @Test
  void aLookThatIsLeftBehindBeforeItRunsDoesNotRun() {
    Fetch hop = new Fetch("a", false);
    strand.poll(hop);
    assertThat(strand.cancel(hop)).isEqualTo(Poll.CANCELLED);
    runAll();
    assertThat(log).containsExactly("over a");
  }

  @Test
  void theValueOfALookThatIsLeftBehindWhileItRunsIsDiscarded() {
    Fetch hop = new Fetch("a", false);
    strand.poll(hop);
    hop.meanwhile = () -> assertThat(strand.cancel(hop)).isEqualTo(Poll.CANCELLED);
    runAll();
    assertThat(log).containsExactly("call a", "discard a", "over a");
    assertThat(strand.wakes()).isZero();
  }

  @Test
  void aChangeThatIsLeftBehindIsCarriedOutAndItsFailureTold() {
    Fetch good = new Fetch("a", true);
    Fetch bad = new Fetch("bad", true);
    strand.poll(good);
    strand.poll(bad);
    strand.cancel(good);
    strand.cancel(bad);
    runAll();
    assertThat(log)
        .containsExactly("call a", "discard a", "over a", "call bad", "unseen bad", "over bad");
  }

  @Test
  void whatIsThereWhenItIsCancelledIsGiven() {
    Fetch hop = new Fetch("a", false);
    strand.poll(hop);
    runAll();
    assertThat(strand.cancel(hop)).isEqualTo("a");
    assertThat(log).containsExactly("call a", "over a");
  }

  @Test
  void aPoolThatIsClosedFailsIt() {
    Fetch hop = new Fetch("a", true);
    strand.poll(hop);
    pool.remove().drop();
    assertThat(strand.wakes()).isEqualTo(1);
    assertThatThrownBy(() -> hop.poll(strand))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("fetching a: ")
        .hasMessageEndingWith(" is closed");
    assertThat(log).containsExactly("over a");
  }

  @Test
  void anInterruptThatWasLeftOnTheThreadDoesNotReachIt() {
    Fetch hop = new Fetch("a", false);
    strand.poll(hop);
    hop.meanwhile = () -> assertThat(Thread.currentThread().isInterrupted()).isFalse();
    Thread.currentThread().interrupt();
    runAll();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(strand.poll(hop)).isEqualTo("a");
  }

  // What is kept

  private final Kept kept = new Kept(most -> new Piece());
  private int pieces;

  private final class Piece extends Hop<@Nullable ByteBuffer> {
    @Override
    protected @Nullable ByteBuffer call() {
      pieces++;
      return pieces > 2 ? null : ByteBuffer.wrap(new byte[] {1, 2, 3});
    }

    @Override
    protected void handOn(Scheduler runtime) {
      pool.add(this);
    }

    @Override
    public String toString() {
      return "reading";
    }
  }

  @Test
  void theNextReadGoesOnWithTheOperationOfOneThatWasCancelled() {
    ByteBuffer two = ByteBuffer.allocate(2);
    var first = kept.read(two);
    strand.poll(first);
    strand.cancel(first);
    var second = kept.read(two);
    assertThat(strand.poll(second)).isEqualTo(Poll.PENDING);
    assertThat(pool).hasSize(1);
    runAll();
    assertThat(strand.poll(second)).isEqualTo(2);
    assertThat(strand.poll(kept.read(two.clear()))).isEqualTo(1);
    assertThat(two.get(0)).isEqualTo((byte) 3);
  }

  @Test
  void whatComesAfterAReadWasCancelledIsThere() {
    var first = kept.read(ByteBuffer.allocate(8));
    strand.poll(first);
    strand.cancel(first);
    runAll();
    assertThat(strand.wakes()).isZero();
    ByteBuffer target = ByteBuffer.allocate(8);
    assertThat(strand.poll(kept.read(target))).isEqualTo(3);
    assertThat(strand.poll(kept.read(ByteBuffer.allocate(0)))).isEqualTo(0);
  }

  // Lanes

  @Test
  void aLaneDoesOneAfterTheOther() {
    Lane lane = new Lane();
    Fetch first = new Fetch("a", true);
    Fetch second = new Fetch("b", false);
    List<Runnable> threads = new ArrayList<>();
    for (Fetch each : List.of(first, second)) {
      strand.poll(each);
      lane.execute(pool.remove(), threads::add);
    }
    assertThat(threads).hasSize(1);
    assertThat(lane.mustRun()).isTrue();
    Fetch third = new Fetch("c", false);
    strand.poll(third);
    second.meanwhile = () -> lane.execute(pool.remove(), threads::add);
    threads.get(0).run();
    assertThat(log)
        .filteredOn(line -> line.startsWith("call"))
        .containsExactly("call a", "call b", "call c");
    assertThat(lane.mustRun()).isFalse();
    strand.poll(new Fetch("d", false));
    lane.execute(pool.remove(), threads::add);
    assertThat(threads).hasSize(2);
  }

  @Test
  void aLaneThatIsDroppedIsFreeAgain() {
    Lane lane = new Lane();
    Fetch hop = new Fetch("a", false);
    strand.poll(hop);
    lane.execute(pool.remove(), work -> ((BlockingWork) work).drop());
    assertThat(log).containsExactly("over a");
    List<Runnable> threads = new ArrayList<>();
    Fetch next = new Fetch("b", false);
    strand.poll(next);
    lane.execute(pool.remove(), threads::add);
    assertThat(threads).hasSize(1);
  }
}
