package dev.weft.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dump of a task in lines, each branch indented below what waits for it. */
final class DumpText {
  private final StringBuilder text = new StringBuilder();

  DumpText(TaskDump dump) {
    text.append("task ").append(dump.id());
    if (dump.name() != null) {
      text.append(" '").append(dump.name()).append('\'');
    }
    addState(dump.waitsFor());
    if (dump.age().toSeconds() > 0) {
      text.append(", ").append(dump.age().toSeconds()).append(" s old");
    }
    addDetails("\n\t", dump.heldBy(), dump.stack(), dump.branches());
  }

  private void addState(@Nullable String waitsFor) {
    text.append(waitsFor == null ? " runs, or is ready to" : " waits for " + waitsFor);
  }

  private void addDetails(
      String newLine,
      List<String> heldBy,
      List<StackTraceElement> stack,
      List<TaskDump.Branch> branches) {
    heldBy.forEach(holder -> text.append(newLine).append("held by ").append(holder));
    stack.forEach(line -> text.append(newLine).append("at ").append(line));
    for (TaskDump.Branch branch : branches) {
      text.append(newLine).append("branch");
      addState(branch.waitsFor());
      addDetails(newLine + "\t", branch.heldBy(), branch.stack(), branch.branches());
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
