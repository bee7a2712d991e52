package dev.weft.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.internal.testing.CountingStrand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a wake-up of one among many branches costs, and whose turn it is. */
final class BranchesTest {
  private final CountingStrand strand = new CountingStrand();
  private final Branches branches = new Branches();
  private final List<Integer> polls = new ArrayList<>();

  /** Ends once it is told to, and notes its polls. */
  private final class Leaf implements Future<Integer> {
    private final int number;
    private @Nullable Waker waker;
    private boolean open;

    Leaf(int number) {
      this.number = number;
    }

    void wake() {
      waker.wake();
    }

    void open() {
      open = true;
      wake();
    }

    @Override
    public Object poll(Context context) {
      polls.add(number);
      waker = context.waker();
      return open ? number : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      polls.add(-number);
      return Poll.CANCELLED;
    }
  }

  private List<Leaf> add(int count) {
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Leaf leaf = new Leaf(i);
      leaves.add(leaf);
      branches.add(leaf, i);
    }
    return leaves;
  }

  /** The numbers of those that end in one poll. */
  private List<Integer> poll() throws Throwable {
    polls.clear();
    branches.look(strand);
    List<Integer> ended = new ArrayList<>();
    for (var each = branches.pollEnded(strand); each != null; each = branches.pollEnded(strand)) {
      ended.add(each.number());
      assertThat(each.outcome()).isEqualTo(each.number());
    }
    return ended;
  }

  @Test
  void startsAllInOrderAndPollsOnlyThoseThatAreWokenLater() throws Throwable {
    List<Leaf> leaves = add(100_000);
    assertThat(poll()).isEmpty();
    assertThat(polls).hasSize(100_000).isSorted();
    leaves.get(70_000).wake();
    leaves.get(50_000).open();
    assertThat(strand.wakes()).isEqualTo(2);
    assertThat(poll()).containsExactly(50_001);
    assertThat(polls).containsExactly(50_001, 70_001);
    assertThat(branches.size()).isEqualTo(99_999);
    assertThat(poll()).isEmpty();
    assertThat(polls).isEmpty();
  }

  @Test
  void oneThatIsWokenTwiceHasOneTurn() throws Throwable {
    Leaf leaf = add(1).get(0);
    poll();
    leaf.wake();
    leaf.wake();
    assertThat(strand.wakes()).isEqualTo(1);
    poll();
    assertThat(polls).containsExactly(1);
  }

  @Test
  void eachLookBeginsWithAnotherOne() throws Throwable {
    List<Leaf> leaves = add(3);
    poll();
    List<List<Integer>> rounds = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      leaves.forEach(Leaf::wake);
      poll();
      rounds.add(List.copyOf(polls));
    }
    assertThat(rounds)
        .containsExactly(List.of(2, 3, 1), List.of(3, 1, 2), List.of(1, 2, 3), List.of(2, 3, 1));
  }

  @Test
  void oneThatWakesItselfWaitsForTheNextLook() throws Throwable {
    branches.add(
        new Future<Integer>() {
          @Override
          public Object poll(Context context) {
            polls.add(0);
            context.waker().wake();
            return Poll.PENDING;
          }

          @Override
          public Object cancel(Context context) {
            return Poll.CANCELLED;
          }
        },
        0);
    poll();
    assertThat(polls).containsExactly(0);
    poll();
    assertThat(polls).containsExactly(0);
  }

  /** To ask each of them in vain would take quadratic time. */
  @Test
  void theRestOfTheLineWaitsWhenTheBudgetIsSpent() throws Throwable {
    add(1_000).forEach(leaf -> leaf.open = true);
    strand.limitBudget();
    assertThat(poll()).hasSize(Budget.PER_POLL);
    assertThat(polls).hasSize(Budget.PER_POLL);
    assertThat(strand.wakes()).isEqualTo(1);
    strand.limitBudget();
    assertThat(poll()).hasSize(Budget.PER_POLL).startsWith(Budget.PER_POLL + 1);
  }

  @Test
  void whoPollsLastIsWoken() throws Throwable {
    Leaf leaf = add(1).get(0);
    poll();
    CountingStrand other = new CountingStrand();
    branches.look(other);
    assertThat(branches.pollEnded(other)).isNull();
    leaf.open();
    assertThat(strand.wakes()).isZero();
    assertThat(other.wakes()).isEqualTo(1);
  }

  @Test
  void allAreCancelledInTheirOrderOnceAndThoseThatHaveNotStartedJustEnd() throws Throwable {
    List<Leaf> leaves = add(3);
    poll();
    leaves.get(1).wake();
    branches.add(new Leaf(4), 4);
    polls.clear();
    branches.cancel(null);
    branches.look(strand);
    int ended = 0;
    for (var each = branches.pollEnded(strand); each != null; each = branches.pollEnded(strand)) {
      assertThat(each.outcome()).isEqualTo(Poll.CANCELLED);
      ended++;
    }
    assertThat(ended).isEqualTo(4);
    assertThat(polls).containsExactlyInAnyOrder(-1, -2, -3);
    assertThat(branches.size()).isZero();
  }
}
