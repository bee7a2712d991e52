package dev.weft.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Waker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JoinersTest {
  private final Joiners joiners = new Joiners();
  private final List<String> woken = new ArrayList<>();

  private Waker waker(String name) {
    return () -> woken.add(name);
  }

  @Test
  void wakesEachOnce() {
    Waker first = waker("first");
    assertThat(joiners.add(first)).isTrue();
    assertThat(joiners.add(first)).isTrue();
    assertThat(joiners.add(waker("second"))).isTrue();
    assertThat(joiners.close()).isTrue();
    assertThat(woken).containsExactlyInAnyOrder("first", "second");
    assertThat(joiners.add(waker("late"))).isFalse();
  }

  @Test
  @Tag("T118")
  void whoLeavesIsNotWoken() {
    Waker leaves = waker("leaves");
    joiners.add(leaves);
    joiners.remove(leaves);
    assertThat(joiners.close()).isFalse();
    assertThat(woken).isEmpty();
  }

  @Test
  void whoComesTakesThePlaceOfWhoHasLeft() {
    Waker stays = waker("stays");
    for (int i = 0; i < 1_000; i++) {
      Waker below = waker("below");
      Waker above = waker("above");
      joiners.add(below);
      joiners.add(stays);
      joiners.add(above);
      joiners.remove(below);
      joiners.remove(above);
    }
    assertThat(joiners.size()).isEqualTo(3);
    joiners.close();
    assertThat(woken).containsExactly("stays");
  }
}
