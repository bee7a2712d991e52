package dev.weft.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaskDumpTest {
  private static final StackTraceElement SPAWNED =
      new StackTraceElement("shop.Main", "main", "Main.java", 12);

  @Test
  void oneThatWaitsIsToldToPrograms() {
    StackTraceElement odd =
        new StackTraceElement("shop.\"Odd\\", "lambda", "A\n\uD83D\uDE00.java", 3);
    TaskDump dump = new TaskDump(new TaskId(7), SPAWNED, "Mutex.lock", List.of(odd, SPAWNED));
    assertThat(dump.toJson())
        .isEqualTo(
            """
            {"id":7,"state":"waiting","waitsFor":"Mutex.lock","spawnedAt":"shop.Main.main(Main.java:12)",\
            "stack":["shop.\\"Odd\\\\.lambda(A\\u000a\\ud83d\\ude00.java:3)","shop.Main.main(Main.java:12)"]}""");
  }

  @Test
  void oneThatRunsWaitsForNothing() {
    TaskDump dump = new TaskDump(new TaskId(8), SPAWNED, null, List.of());
    assertThat(dump.toJson())
        .isEqualTo(
            """
            {"id":8,"state":"ready","waitsFor":null,"spawnedAt":"shop.Main.main(Main.java:12)","stack":[]}""");
  }
}
