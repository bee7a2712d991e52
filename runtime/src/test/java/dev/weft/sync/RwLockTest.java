package dev.weft.sync;

import static dev.weft.sync.Asked.now;
import static dev.weft.sync.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Future;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.sync.RwLock.ReadGuard;
import dev.weft.sync.RwLock.WriteGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who reads and who writes, poll by poll; many are ports of Tokio's tests. */
final class RwLockTest {
  private final RwLock<String> lock = new RwLock<>("first", 4);
  private final CountingStrand strand = new CountingStrand();

  private ReadGuard<String> readNow() {
    return Objects.requireNonNull(lock.tryRead(), "guard");
  }

  private WriteGuard<String> writeNow() {
    return Objects.requireNonNull(lock.tryWrite(), "guard");
  }

  @Test
  void manyRead() {
    try (ReadGuard<String> first = now(lock.read());
        ReadGuard<String> second = now(lock.read())) {
      assertThat(first.get()).isEqualTo("first");
      assertThat(second.get()).isEqualTo("first");
      assertThat(lock.tryWrite()).isNull();
    }
    writeNow();
  }

  @Test
  void oneWrites() {
    try (WriteGuard<String> guard = now(lock.write())) {
      guard.set("second");
      assertThat(guard.get()).isEqualTo("second");
      assertThat(lock.tryRead()).isNull();
      assertThat(lock.tryWrite()).isNull();
    }
    assertThat(readNow().get()).isEqualTo("second");
  }

  /** Tokio's read_exclusive_pending. */
  @Test
  void aReaderWaitsForTheWriter() {
    WriteGuard<String> guard = writeNow();
    Asked<ReadGuard<String>> reader = waiting(lock.read());
    Asked<ReadGuard<String>> other = waiting(lock.read());
    guard.set("second");
    guard.close();
    assertThat(reader.get().get()).isEqualTo("second");
    assertThat(other.get().get()).isEqualTo("second");
  }

  /** Tokio's write_shared_pending. */
  @Test
  void aWriterWaitsForAllReaders() {
    ReadGuard<String> first = readNow();
    ReadGuard<String> second = readNow();
    Asked<WriteGuard<String>> writer = waiting(lock.write());
    first.close();
    assertThat(writer.isWoken()).isFalse();
    second.close();
    writer.get();
  }

  @Test
  @Tag("T91")
  void aWriterThatWaitsLetsNoLaterReaderIn() {
    ReadGuard<String> reading = readNow();
    Asked<WriteGuard<String>> writer = waiting(lock.write());
    assertThat(lock.tryRead()).isNull();
    Asked<ReadGuard<String>> later = waiting(lock.read());
    reading.close();
    assertThat(later.isWoken()).isFalse();
    writer.get().close();
    later.get();
  }

  /** Tokio's write_read_shared_drop_pending. */
  @Test
  @Tag("T91")
  void aWriterThatGivesUpLetsThoseInWhomItHeldUp() {
    ReadGuard<String> reading = readNow();
    Asked<WriteGuard<String>> writer = waiting(lock.write());
    Asked<ReadGuard<String>> first = waiting(lock.read());
    Asked<ReadGuard<String>> second = waiting(lock.read());
    writer.cancel();
    first.get().close();
    second.get().close();
    reading.close();
    writeNow();
  }

  /** Tokio's exhaust_reading. */
  @Test
  @Tag("T91")
  void noMoreReadThanMay() {
    RwLock<String> crowded = new RwLock<>("value", 1_024);
    List<ReadGuard<String>> guards = new ArrayList<>();
    for (int i = 0; i < 1_024; i++) {
      guards.add(now(crowded.read()));
    }
    Asked<ReadGuard<String>> tooMany = waiting(crowded.read());
    guards.get(0).close();
    tooMany.get();
    assertThat(crowded.tryRead()).isNull();
  }

  /** Tokio's write_order. */
  @Test
  @Tag("T91")
  void writersComeInTheOrderInWhichTheyArePolled() {
    Future<WriteGuard<String>> madeFirst = lock.write();
    Future<WriteGuard<String>> madeSecond = lock.write();
    WriteGuard<String> guard = writeNow();
    Asked<WriteGuard<String>> second = waiting(madeSecond);
    Asked<WriteGuard<String>> first = waiting(madeFirst);
    guard.close();
    second.get().close();
    first.get();
  }

  @Test
  void oneThatIsCancelledAfterItWasServedPassesItOn() {
    WriteGuard<String> guard = writeNow();
    Asked<WriteGuard<String>> first = waiting(lock.write());
    Asked<ReadGuard<String>> second = waiting(lock.read());
    guard.close();
    first.cancel();
    second.get().close();
    writeNow();
  }

  @Test
  void aWriterGoesOnAsAReaderBeforeTheNextWriter() {
    WriteGuard<String> guard = writeNow();
    Asked<ReadGuard<String>> reader = waiting(lock.read());
    Asked<WriteGuard<String>> writer = waiting(lock.write());
    guard.set("second");
    ReadGuard<String> reading = guard.downgrade();
    assertThat(reading.get()).isEqualTo("second");
    assertThat(writer.isWoken()).isFalse();
    reader.get().close();
    assertThat(writer.isWoken()).isFalse();
    reading.close();
    writer.get();
  }

  @Test
  void theOnlyReaderThatMayBeIsWhatAWriterBecomes() {
    RwLock<String> single = new RwLock<>("value", 1);
    ReadGuard<String> reading = now(single.write()).downgrade();
    assertThat(single.tryRead()).isNull();
    reading.close();
    assertThat(single.tryWrite()).isNotNull();
  }

  @Test
  void aGuardUnlocksOnce() {
    WriteGuard<String> old = writeNow();
    ReadGuard<String> reading = old.downgrade();
    old.close();
    assertThat(lock.tryWrite()).isNull();
    reading.close();
    reading.close();
    WriteGuard<String> guard = writeNow();
    old.close();
    reading.close();
    assertThat(lock.tryRead()).isNull();
    guard.close();
    writeNow();
  }

  @Test
  void aGuardThatHasEndedIsOfNoUse() {
    WriteGuard<String> writing = writeNow();
    ReadGuard<String> reading = writing.downgrade();
    reading.close();
    String message =
        "this guard was closed or downgraded, so the value may be another one's; lock the RwLock"
            + " again";
    assertThatThrownBy(reading::get).isInstanceOf(IllegalStateException.class).hasMessage(message);
    assertThatThrownBy(writing::get).hasMessage(message);
    assertThatThrownBy(() -> writing.set("other")).hasMessage(message);
    assertThatThrownBy(writing::downgrade).hasMessage(message);
    assertThat(writeNow().get()).isEqualTo("first");
  }

  @Test
  void thereIsAtLeastOneReader() {
    assertThatThrownBy(() -> new RwLock<>("value", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxReaders must be at least 1: 0");
  }

  @Test
  void aLambdaReadsWhileOthersDo() {
    String given = now(lock.withRead(value -> value + " " + lock));
    assertThat(given).isEqualTo("first RwLock[1 readers]");
    List<String> seen = new ArrayList<>();
    assertThat(strand.poll(lock.withReadDo(seen::add))).isNull();
    assertThat(seen).containsExactly("first");
    writeNow();
  }

  @Test
  void aLambdaWritesAlone() {
    RwLock<List<String>> list = new RwLock<>(new ArrayList<>());
    Future<Boolean> added = list.withWrite(value -> value.add(list.toString()));
    assertThat(now(added)).isTrue();
    strand.poll(list.withWriteDo(value -> value.add("second")));
    assertThat(Objects.requireNonNull(list.tryWrite()).get())
        .containsExactly("RwLock[locked]", "second");
  }

  @Test
  void aLambdaThatFailsUnlocks() {
    Future<Void> failing =
        lock.withWriteDo(
            value -> {
              throw new IllegalStateException(value);
            });
    assertThatThrownBy(() -> failing.poll(strand)).hasMessage("first");
    writeNow();
  }

  @Test
  void aLambdaThatIsCancelledBeforeItRunsLeavesTheLine() {
    ReadGuard<String> reading = readNow();
    Asked<String> writer = waiting(lock.withWrite(value -> "never"));
    Asked<String> reader = waiting(lock.withRead(value -> value));
    writer.cancel();
    assertThat(reader.get()).isEqualTo("first");
    reading.close();
    writeNow();
  }

  @Test
  void itSaysWhoHoldsIt() {
    assertThat(lock).hasToString("RwLock");
    assertThat(lock.read()).hasToString("RwLock.read");
    assertThat(lock.write()).hasToString("RwLock.write");
    ReadGuard<String> reading = readNow();
    assertThat(lock).hasToString("RwLock[1 readers]");
    assertThat(reading).hasToString("Guard[first]");
    reading.close();
    assertThat(reading).hasToString("Guard[closed]");
    writeNow();
    assertThat(lock).hasToString("RwLock[locked]");
  }
}
