package dev.weft.internal.metrics;

import dev.weft.RuntimeMetrics;
import dev.weft.task.TaskDump;
import java.util.List;
import java.util.function.Supplier;

/** The door to JMX, which is shut where the module {@code java.management} is absent. */
public final class Jmx {
  private static final System.Logger LOGGER = System.getLogger("dev.weft");

  private Jmx() {}

  /**
   * Shows the metrics of a runtime, and its tasks.
   *
   * @param name the name of the runtime; a number is added if the name is taken
   * @return takes them away again; does nothing if they can't be shown, which is logged
   */
  public static Runnable show(
      String name, Supplier<RuntimeMetrics> metrics, Supplier<List<TaskDump>> tasks) {
    try {
      return Registration.register(name, new RuntimeBean(metrics, tasks))::remove;
    } catch (LinkageError e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "the runtime '"
              + name
              + "' is not shown in JMX; add the module java.management, with --add-modules or to"
              + " the image");
      return () -> {};
    }
  }
}
