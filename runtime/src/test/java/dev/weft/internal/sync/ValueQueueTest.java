package dev.weft.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue of a channel, in and across its chunks of 32. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ValueQueueTest {
  private final ValueQueue<Integer> queue = new ValueQueue<>();

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(queue.offer(i)).isTrue();
    }
  }

  private List<Integer> drain() {
    List<Integer> values = new ArrayList<>();
    for (Integer value = queue.poll(); value != null; value = queue.poll()) {
      values.add(value);
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 64, 1000})
  void valuesComeOutInTheirOrder(int count) {
    offer(count);
    assertThat(queue.size()).isEqualTo(count);
    assertThat(queue.isEmpty()).isEqualTo(count == 0);
    assertThat(drain()).isEqualTo(IntStream.range(0, count).boxed().toList());
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.size()).isZero();
    assertThat(queue.isEnded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 64, 1000})
  void aClosedQueueRefusesAndEndsWhenItIsEmpty(int count) {
    offer(count);
    queue.close();
    queue.close();
    assertThat(queue.isClosed()).isTrue();
    assertThat(queue.offer(-1)).isFalse();
    assertThat(queue.offer(-1)).isFalse();
    assertThat(queue.size()).isEqualTo(count);
    assertThat(queue.isEnded()).isEqualTo(count == 0);
    assertThat(drain()).hasSize(count).doesNotContain(-1);
    assertThat(queue.isEnded()).isTrue();
    assertThat(queue.offer(-1)).isFalse();
    assertThat(queue.take()).isNull();
  }

  @Test
  void valuesComeAndGo() {
    for (int i = 0; i < 1000; i++) {
      assertThat(queue.poll()).isNull();
      assertThat(queue.isEmpty()).isTrue();
      queue.offer(i);
      assertThat(queue.size()).isEqualTo(1);
      assertThat(queue.take()).isEqualTo(i);
    }
  }

  /** Each thread's own come out in its order, until the queue is closed, and none is lost. */
  @Test
  void threadsMayOfferWhileTheQueueIsClosed() {
    for (int round = 0; round < 50; round++) {
      ValueQueue<int[]> shared = new ValueQueue<>();
      int[] accepted = new int[3];
      List<Thread> threads =
          IntStream.range(0, 3)
              .mapToObj(who -> Waits.start(() -> accepted[who] = offerUntilClosed(shared, who)))
              .toList();
      int[] next = new int[3];
      for (int taken = 0; taken < 3000; taken++) {
        takeNext(shared, next);
      }
      shared.close();
      while (!shared.isEnded()) {
        takeNext(shared, next);
      }
      threads.forEach(Waits::join);
      assertThat(next).isEqualTo(accepted);
    }
  }

  private static int offerUntilClosed(ValueQueue<int[]> queue, int who) {
    int count = 0;
    while (queue.offer(new int[] {who, count})) {
      count++;
    }
    return count;
  }

  private static void takeNext(ValueQueue<int[]> queue, int[] next) {
    int[] value = queue.poll();
    if (value != null) {
      assertThat(value[1]).isEqualTo(next[value[0]]++);
    }
  }
}
