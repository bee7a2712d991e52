package dev.weft.internal.jfr;

import dev.weft.CancelledError;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A task has ended. */
@Name("dev.weft.TaskEnd")
@Label("Task End")
@Description("A task has ended; on the thread that ran it last")
@Enabled(false)
final class TaskEndEvent extends TaskEvent {
  @Label("Outcome")
  @Description("completed, failed or cancelled")
  @Nullable String outcome;

  @Label("Failure")
  @Description("What it has failed with")
  @Nullable String failure;

  @Label("Age")
  @Description("How long ago it was spawned, at least")
  @Timespan(Timespan.NANOSECONDS)
  long age;

  /** Notes how it has ended. */
  void endedWith(@Nullable Throwable thrown) {
    if (thrown == null) {
      outcome = "completed";
    } else if (thrown instanceof CancelledError) {
      outcome = "cancelled";
    } else {
      outcome = "failed";
      failure = thrown.getClass().getName();
    }
  }
}
