package dev.weft.internal.metrics;

import dev.weft.RuntimeMetrics;
import dev.weft.WorkerMetrics;
import dev.weft.task.TaskDump;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;

/**
 * The metrics of a runtime as attributes of a JMX bean, and dumps of its tasks as operations. It
 * describes itself, since JMX looks at interfaces of exported packages only, and users have no
 * business with this one.
 */
final class RuntimeBean implements DynamicMBean {
  /** One attribute: how to find it in the metrics. */
  private record Entry(
      String name, Class<?> type, String description, Function<RuntimeMetrics, Object> value) {
    MBeanAttributeInfo info() {
      return new MBeanAttributeInfo(name, type.getName(), description, true, false, false);
    }
  }

  private static final List<Entry> ENTRIES =
      List.of(
          one("AliveTasks", "tasks that have not ended", RuntimeMetrics::aliveTasks),
          one("SpawnedTasks", "tasks that were spawned", RuntimeMetrics::spawnedTasks),
          one("GlobalQueueDepth", "tasks from outside that wait", RuntimeMetrics::globalQueueDepth),
          one("LocalQueueDepth", "tasks that wait at workers", RuntimeMetrics::localQueueDepth),
          one("Polls", "polls of tasks", RuntimeMetrics::polls),
          one("StolenTasks", "tasks taken from other workers", RuntimeMetrics::stolenTasks),
          one("Overflows", "how often queues of workers were full", RuntimeMetrics::overflows),
          one("Parks", "how often workers went to sleep", RuntimeMetrics::parks),
          one("NoopWakes", "how often workers woke up for nothing", RuntimeMetrics::noopWakes),
          one(
              "BudgetYields",
              "how often tasks had spent their budget",
              RuntimeMetrics::budgetYields),
          one("BusyNanos", "time that workers were awake", m -> m.busyTime().toNanos()),
          one("MeanPollNanos", "busy time for each poll", m -> m.meanPollTime().toNanos()),
          one("Workers", "the number of workers", m -> m.workers().size()),
          one("BlockingThreads", "threads for blocking work", RuntimeMetrics::blockingThreads),
          one("IdleBlockingThreads", "those without work", RuntimeMetrics::idleBlockingThreads),
          one("BlockingQueueDepth", "blocking work that waits", RuntimeMetrics::blockingQueueDepth),
          each("WorkerPolls", "polls of each worker", WorkerMetrics::polls),
          each("WorkerQueueDepths", "tasks that wait at each worker", WorkerMetrics::queueDepth),
          each("WorkerBusyNanos", "time awake of each worker", w -> w.busyTime().toNanos()));

  private static final Map<String, Entry> BY_NAME =
      ENTRIES.stream().collect(Collectors.toMap(Entry::name, entry -> entry));

  private static final MBeanOperationInfo[] OPERATIONS = {
    dump("dumpTasks", "each live task: what it waits for and where, in lines"),
    dump("dumpTasksAsJson", "the same as a list of JSON")
  };

  private final Supplier<RuntimeMetrics> metrics;
  private final Supplier<List<TaskDump>> tasks;

  /** A bean of a runtime. */
  RuntimeBean(Supplier<RuntimeMetrics> metrics, Supplier<List<TaskDump>> tasks) {
    this.metrics = metrics;
    this.tasks = tasks;
  }

  private static MBeanOperationInfo dump(String name, String description) {
    return new MBeanOperationInfo(
        name, description, null, String.class.getName(), MBeanOperationInfo.INFO);
  }

  private static Entry one(String name, String description, ToLongFunction<RuntimeMetrics> number) {
    return new Entry(name, long.class, description, number::applyAsLong);
  }

  private static Entry each(String name, String description, ToLongFunction<WorkerMetrics> number) {
    return new Entry(
        name, long[].class, description, m -> m.workers().stream().mapToLong(number).toArray());
  }

  @Override
  public Object getAttribute(String name) throws AttributeNotFoundException {
    return find(name).value.apply(metrics.get());
  }

  private static Entry find(String name) throws AttributeNotFoundException {
    Entry entry = BY_NAME.get(name);
    if (entry == null) {
      throw new AttributeNotFoundException("a runtime has no attribute " + name);
    }
    return entry;
  }

  /** All from the same metrics; names that don't exist are left out. */
  @Override
  public AttributeList getAttributes(String[] names) {
    RuntimeMetrics now = metrics.get();
    AttributeList list = new AttributeList();
    for (String name : names) {
      Entry entry = BY_NAME.get(name);
      if (entry != null) {
        list.add(new Attribute(name, entry.value.apply(now)));
      }
    }
    return list;
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException("attributes of a runtime can't be set");
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String action, Object[] arguments, String[] types) {
    return switch (action) {
      case "dumpTasks" ->
          tasks.get().stream().map(TaskDump::toString).collect(Collectors.joining("\n"));
      case "dumpTasksAsJson" ->
          tasks.get().stream().map(TaskDump::toJson).collect(Collectors.joining(",\n", "[", "]"));
      default -> throw new UnsupportedOperationException("a runtime has no operation " + action);
    };
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        ENTRIES.stream().map(Entry::info).toArray(MBeanAttributeInfo[]::new);
    return new MBeanInfo(
        RuntimeBean.class.getName(), "A Weft runtime", attributes, null, OPERATIONS, null);
  }
}
