package dev.weft.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Waker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is woken by a change. */
final class CrowdTest {
  private final Crowd crowd = new Crowd();
  private final List<String> woken = new ArrayList<>();

  private static final class One extends Crowd.Member {}

  private One enter(String name) {
    One one = new One();
    crowd.enter(one, () -> woken.add(name));
    return one;
  }

  @Test
  void allAreWokenOnceInTheirOrder() {
    enter("a");
    enter("b");
    enter("c");
    crowd.wakeAll();
    crowd.wakeAll();
    assertThat(woken).containsExactly("a", "b", "c");
  }

  @Test
  void oneThatEntersAgainIsListedOnce() {
    One one = enter("a");
    crowd.enter(one, () -> woken.add("later"));
    assertThat(crowd.size()).isEqualTo(1);
    crowd.wakeAll();
    assertThat(woken).containsExactly("later");
  }

  @Test
  void oneThatIsWokenMayEnterAgainAtOnce() {
    One one = new One();
    List<Waker> again = new ArrayList<>();
    again.add(() -> crowd.enter(one, () -> woken.add("second")));
    crowd.enter(one, again.get(0));
    crowd.wakeAll();
    crowd.wakeAll();
    assertThat(woken).containsExactly("second");
  }

  @Test
  void oneThatLeavesIsNotWokenAndMayComeBack() {
    One one = enter("a");
    crowd.leave(one);
    crowd.enter(one, () -> woken.add("back"));
    crowd.leave(one);
    crowd.wakeAll();
    assertThat(woken).isEmpty();
    crowd.enter(one, () -> woken.add("back"));
    crowd.wakeAll();
    assertThat(woken).containsExactly("back");
  }

  @Test
  void oneThatFailsKeepsNobodyFromBeingWoken() {
    for (int i = 0; i < 3; i++) {
      String message = "waker " + i;
      crowd.enter(
          new One(),
          () -> {
            woken.add(message);
            throw new IllegalArgumentException(message);
          });
    }
    assertThatThrownBy(crowd::wakeAll)
        .hasMessage("waker 0")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    assertThat(woken).hasSize(3);
  }

  @Test
  void thoseWhoQuitDoNotPileUp() {
    enter("a");
    for (int i = 0; i < 10_000; i++) {
      crowd.quit(enter("quitter"));
    }
    assertThat(crowd.size()).isLessThan(100);
    crowd.wakeAll();
    assertThat(woken).containsOnly("a");
  }

  @Test
  void thoseWhoQuitWakeOthersSeldom() {
    for (int i = 0; i < 1000; i++) {
      enter("stays");
    }
    for (int i = 0; i < 500; i++) {
      crowd.quit(enter("quitter"));
    }
    assertThat(woken).isEmpty();
  }
}
