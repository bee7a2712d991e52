package dev.weft.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which causes and suppressed exceptions are visited. */
final class RelatedTest {
  private final Throwable failure = new Exception("the failure");

  @Test
  void oneThatIsCauseAndSuppressedDoesNotHideTheOthers() {
    Throwable first = suppressed("first");
    Throwable cause = new Exception("cause");
    failure.initCause(cause);
    failure.addSuppressed(cause);
    assertThat(visited(Set.of())).containsExactly(cause, first);
  }

  @Test
  void behindTheLastOneThatIsKnownNothingIsLookedAt() {
    suppressed("old");
    Throwable known = suppressed("known");
    Throwable added = suppressed("added");
    assertThat(visited(Set.of(known))).containsExactly(added, known);
  }

  @Test
  void circlesEndAndTheNumberIsBounded() {
    Throwable cause = new Exception("cause");
    failure.initCause(cause);
    cause.addSuppressed(failure);
    assertThat(visited(Set.of())).containsExactly(cause);
    for (int i = 0; i < 1_000; i++) {
      suppressed("one of many");
    }
    assertThat(visited(Set.of())).hasSize(64);
  }

  private Throwable suppressed(String message) {
    Throwable made = new Exception(message);
    failure.addSuppressed(made);
    return made;
  }

  private List<Throwable> visited(Set<Throwable> known) {
    List<Throwable> visited = new ArrayList<>();
    Set<Throwable> all = new HashSet<>(known);
    Related.visit(
        failure,
        related -> {
          visited.add(related);
          return all.add(related);
        });
    return visited;
  }
}
