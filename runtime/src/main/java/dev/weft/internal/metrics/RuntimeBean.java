package dev.weft.internal.metrics;

import dev.weft.RuntimeMetrics;
import dev.weft.WorkerMetrics;
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

/**
 * The metrics of a runtime as a JMX bean, which has attributes only. It describes itself, since JMX
 * looks at interfaces of exported packages only, and users have no business with this one.
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

  private final Supplier<RuntimeMetrics> metrics;

  /** A bean of a runtime. */
  RuntimeBean(Supplier<RuntimeMetrics> metrics) {
    this.metrics = metrics;
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
    throw new UnsupportedOperationException("a runtime has no operation " + action);
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        ENTRIES.stream().map(Entry::info).toArray(MBeanAttributeInfo[]::new);
    return new MBeanInfo(
        RuntimeBean.class.getName(), "A Weft runtime", attributes, null, null, null);
  }
}
