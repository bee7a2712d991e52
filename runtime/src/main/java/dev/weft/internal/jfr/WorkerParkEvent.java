package dev.weft.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A worker that had nothing to do for longer than a threshold. */
@Name("dev.weft.WorkerPark")
@Label("Worker Park")
@Category("Weft")
@Description("A worker had nothing to do; on the thread that got up")
@StackTrace(false)
@Threshold("20 ms")
final class WorkerParkEvent extends Event implements Begun {
  @Label("Runtime")
  @Nullable String runtime;
}
