package dev.weft.internal.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.group.TaskGroup.Member;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.CountingStrand;
import dev.weft.internal.testing.StubScheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is in a group, step by step, with tasks that end when the test says so. */
final class TaskGroupTest {
  private final StubScheduler scheduler = new StubScheduler();
  private final TaskGroup<String> group = new TaskGroup<>();
  private final CountingStrand strand = new CountingStrand();

  private Member<String> add(String key) {
    Member<String> member = group.member(key, scheduler.newTask());
    assertThat(group.add(member)).isTrue();
    return member;
  }

  private static void end(Member<?> member) {
    member.task().drop("the test says so");
  }

  private List<String> drained() {
    List<String> keys = new ArrayList<>();
    group.drain(strand, member -> keys.add(member.key()));
    return keys;
  }

  @Test
  void membersAreTakenInTheOrderOfTheirEnds() {
    Member<String> a = add("a");
    add("b");
    Member<String> c = add("c");
    end(c);
    end(a);
    assertThat(group.size()).isEqualTo(3);
    assertThat(drained()).containsExactly("c", "a");
    assertThat(group.size()).isEqualTo(1);
  }

  @Test
  void aTaskThatHasEndedBeforeItIsAddedCounts() {
    Task<?> task = scheduler.newTask();
    task.drop("the test says so");
    group.add(group.member("ended", task));
    assertThat(drained()).containsExactly("ended");
  }

  @Test
  @Tag("T113")
  void whoWaitsIsWokenOnceForAnEnd() {
    Member<String> a = add("a");
    Member<String> b = add("b");
    assertThat(group.awaitNext(strand)).isTrue();
    assertThat(group.awaitNext(strand)).isTrue();
    end(a);
    end(b);
    assertThat(strand.wakes()).isEqualTo(1);
    assertThat(group.awaitNext(strand)).isFalse();
  }

  @Test
  @Tag("T113")
  void whoHasLeftIsNotWoken() {
    Member<String> a = add("a");
    group.awaitNext(strand);
    group.leave(strand);
    end(a);
    assertThat(strand.wakes()).isZero();
  }

  @Test
  void nobodyWaitsForAnEmptyGroup() {
    assertThat(group.awaitNext(strand)).isFalse();
    assertThat(group.drain(strand, member -> {})).isTrue();
  }

  @Test
  void detachedMembersAreForgottenAndWhoWaitsIsToldSo() {
    Member<String> a = add("a");
    group.awaitNext(strand);
    group.detachAll();
    assertThat(strand.wakes()).isEqualTo(1);
    end(a);
    assertThat(group.size()).isZero();
    assertThat(group.takeEnded()).isNull();
  }

  /** The end of a scope: whoever is in is waited for, and whoever comes later is refused. */
  @Test
  void aGroupIsOverOnlyWhenItIsFoundEmpty() {
    Member<String> a = add("a");
    assertThat(group.end()).isFalse();
    end(a);
    assertThat(group.end()).isFalse();
    assertThat(drained()).containsExactly("a");
    assertThat(group.end()).isTrue();
    assertThat(group.add(group.member("late", scheduler.newTask()))).isFalse();
    assertThat(group.size()).isZero();
  }

  @Test
  void theWakerOfAMemberIsWokenAfterTheGroup() {
    List<Integer> sizes = new ArrayList<>();
    Task<?> task = scheduler.newTask();
    group.add(group.member("a", task, () -> sizes.add(drained().size())));
    task.drop("the test says so");
    assertThat(sizes).containsExactly(1);
  }
}
