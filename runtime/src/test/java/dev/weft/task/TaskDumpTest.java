package dev.weft.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskDumpTest {
  private static final StackTraceElement SPAWNED =
      new StackTraceElement("shop.Main", "main", "Main.java", 12);

  private static final StackTraceElement ODD =
      new StackTraceElement("shop.\"Odd\\", "lambda", "A\n\uD83D\uDE00.java", 3);

  private static TaskDump dump(Duration age) {
    TaskDump.Branch inner = new TaskDump.Branch(null, List.of(), List.of(), List.of());
    TaskDump.Branch branch =
        new TaskDump.Branch(
            "Mpsc.recv", List.of("task 3 as 'tx'"), List.of(SPAWNED), List.of(inner));
    return new TaskDump(
        new TaskId(7), "till", SPAWNED, age, "join", List.of(), List.of(ODD), List.of(branch));
  }

  @Test
  void oneThatWaitsIsToldInLines() {
    assertThat(dump(Duration.ofMillis(61_999)).toString())
        .isEqualTo(
            """
            task 7 'till' waits for join, 61 s old
            \tat shop."Odd\\.lambda(A
            \uD83D\uDE00.java:3)
            \tbranch waits for Mpsc.recv
            \t\theld by task 3 as 'tx'
            \t\tat shop.Main.main(Main.java:12)
            \t\tbranch runs, or is ready to""");
  }

  @Test
  void ageIsTextFromTheFirstSecondOn() {
    assertThat(dump(Duration.ofMillis(999)).toString())
        .startsWith("task 7 'till' waits for join\n");
  }

  @Test
  void oneThatWaitsIsToldToPrograms() {
    assertThat(dump(Duration.ofMillis(1_500)).toJson())
        .isEqualTo(
            """
            {"id":7,"name":"till","ageMillis":1500,"spawnedAt":"shop.Main.main(Main.java:12)",\
            "state":"waiting","waitsFor":"join","heldBy":[],\
            "stack":["shop.\\"Odd\\\\.lambda(A\\u000a\\ud83d\\ude00.java:3)"],\
            "branches":[{"state":"waiting","waitsFor":"Mpsc.recv","heldBy":["task 3 as 'tx'"],\
            "stack":["shop.Main.main(Main.java:12)"],\
            "branches":[{"state":"ready","waitsFor":null,"heldBy":[],"stack":[],"branches":[]}]}]}""");
  }

  @Test
  void oneThatRunsWaitsForNothing() {
    TaskDump dump =
        new TaskDump(
            new TaskId(8), null, SPAWNED, Duration.ZERO, null, List.of(), List.of(), List.of());
    assertThat(dump.toJson())
        .isEqualTo(
            """
            {"id":8,"name":null,"ageMillis":0,"spawnedAt":"shop.Main.main(Main.java:12)",\
            "state":"ready","waitsFor":null,"heldBy":[],"stack":[],"branches":[]}""");
  }
}
