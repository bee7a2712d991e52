package dev.weft.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A thread that did what blocks for longer than a threshold. */
@Name("dev.weft.Blocking")
@Label("Blocking Work")
@Category("Weft")
@Description("What blocks was done for a task: in blockInPlace, or on a thread for blocking work")
@Threshold("20 ms")
final class BlockingEvent extends Event implements Begun {
  @Label("Task")
  @Description("The number of the task that it was done for; 0 for none")
  long task;

  @Label("Work")
  @Nullable String work;
}
