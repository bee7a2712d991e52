package dev.weft.internal.jfr;

import static dev.weft.Weft.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.management.ThreadMXBean;
import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Weft;
import dev.weft.abi.Strand;
import dev.weft.fs.AsyncFiles;
import dev.weft.internal.sync.Permits;
import dev.weft.internal.task.Task;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.StubScheduler;
import dev.weft.internal.waits.Resource;
import dev.weft.sync.Mpsc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the recording of a flight. */
@Timeout(60)
final class FlightTest {
  /**
   * One for all tests: JVMs of Java 17 lose strings that were recorded before when a recording ends
   * and another one begins.
   */
  private static final Recording RECORDING = new Recording();

  private static final int ROUNDS = 10_000;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    RECORDING.start();
  }

  @AfterAll
  static void stop() {
    RECORDING.close();
  }

  /** What a program does on a runtime that ends with it. */
  private interface Program {
    void run(AsyncRuntime runtime) throws Exception;
  }

  /** The events of one kind, whatever they take, that the program makes. */
  private List<RecordedEvent> record(String kind, Program program) throws Exception {
    return record(kind, Duration.ZERO, program);
  }

  private List<RecordedEvent> record(String kind, Duration threshold, Program program)
      throws Exception {
    Instant begin = Instant.now();
    RECORDING.enable("dev.weft." + kind).withThreshold(threshold);
    try (AsyncRuntime runtime = AsyncRuntime.multiThread().name("flown").workerThreads(1).build()) {
      program.run(runtime);
    }
    RECORDING.disable("dev.weft." + kind);
    Path file = folder.resolve("flight.jfr");
    RECORDING.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("dev.weft." + kind))
        .filter(event -> !event.getStartTime().isBefore(begin))
        .toList();
  }

  /** Runs a future as a task to its end. */
  private static JoinHandle<?> finish(AsyncRuntime runtime, Future<?> body) {
    JoinHandle<?> task = runtime.spawn(body);
    runtime.blockOn(task);
    return task;
  }

  private static final Future<String> PENDING =
      new Future<>() {
        @Override
        public Object poll(Context context) {
          return Poll.PENDING;
        }

        @Override
        public Object cancel(Context context) {
          return Poll.CANCELLED;
        }
      };

  /** As all events of tasks tell it. */
  private record Subject(String runtime, long task, String name, String spawnedAt) {
    static Subject of(RecordedEvent event) {
      return new Subject(
          event.getString("runtime"),
          event.getLong("task"),
          event.getString("name"),
          event.getString("spawnedAt"));
    }

    static Subject of(JoinHandle<?> task, String name) {
      return new Subject(
          "flown", task.id().value(), name, "dev.weft.AsyncRuntime.spawn(Unknown Source)");
    }
  }

  @Test
  void tasksThatAreSpawned() throws Exception {
    List<JoinHandle<?>> tasks = new ArrayList<>();
    List<RecordedEvent> events =
        record(
            "TaskSpawn",
            runtime -> {
              tasks.add(runtime.spawn(Weft.<Integer>ready(1).named("pilot")));
              tasks.add(runtime.spawn(ready(2)));
            });
    assertThat(events)
        .extracting(Subject::of)
        .containsExactly(Subject.of(tasks.get(0), "pilot"), Subject.of(tasks.get(1), null));
    assertThat(events)
        .extracting(event -> event.getThread().getJavaName())
        .containsOnly(Thread.currentThread().getName());
  }

  @Test
  void tasksThatEnd() throws Exception {
    List<JoinHandle<?>> tasks = new ArrayList<>();
    List<RecordedEvent> events =
        record(
            "TaskEnd",
            runtime -> {
              tasks.add(runtime.spawn(ready(1)));
              tasks.add(
                  runtime.spawn(
                      new Steps(
                          () -> {
                            throw new IOException("gone");
                          })));
              tasks.add(runtime.spawn(PENDING));
              tasks.get(2).abort();
              for (JoinHandle<?> task : tasks) {
                runtime.blockOn(task.outcome());
              }
            });
    assertThat(events)
        .extracting(
            Subject::of, event -> event.getString("outcome"), event -> event.getString("failure"))
        .containsExactlyInAnyOrder(
            tuple(Subject.of(tasks.get(0), null), "completed", null),
            tuple(Subject.of(tasks.get(1), null), "failed", "java.io.IOException"),
            tuple(Subject.of(tasks.get(2), null), "cancelled", null));
    assertThat(events).allMatch(event -> !event.getDuration("age").isNegative());
  }

  @Test
  void pollsThatTakeLongerThanTheThreshold() throws Exception {
    JoinHandle<?>[] task = new JoinHandle<?>[1];
    List<RecordedEvent> events = record("SlowPoll", runtime -> task[0] = finish(runtime, ready(1)));
    assertThat(events).extracting(Subject::of).containsExactly(Subject.of(task[0], null));
  }

  @Test
  void noPollThatIsShorter() throws Exception {
    assertThat(
            record(
                "SlowPoll",
                Duration.ofHours(1),
                runtime -> runtime.blockOn(runtime.spawn(ready(1)))))
        .isEmpty();
  }

  /** Spends all that a poll may, and ends with the next one. */
  private static final class Spender implements Future<Integer> {
    private boolean spent;

    @Override
    public Object poll(Context context) {
      if (spent) {
        return 1;
      }
      while (((Strand) context).spend()) {
        // Until nothing is left.
      }
      spent = true;
      return Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  @Test
  void tasksThatHaveSpentTheirBudget() throws Exception {
    JoinHandle<?>[] task = new JoinHandle<?>[1];
    List<RecordedEvent> events =
        record("BudgetYield", runtime -> task[0] = finish(runtime, new Spender()));
    assertThat(events).extracting(Subject::of).containsExactly(Subject.of(task[0], null));
  }

  @Test
  void workersThatSleep() throws Exception {
    List<RecordedEvent> events =
        record(
            "WorkerPark",
            runtime -> runtime.blockOn(runtime.spawn(Weft.sleep(Duration.ofMillis(1)))));
    assertThat(events).isNotEmpty().allMatch(event -> event.getString("runtime").equals("flown"));
    assertThat(events)
        .extracting(event -> event.getThread().getJavaName())
        .containsOnly("weft-worker-1");
  }

  @Test
  void workThatBlocks() throws Exception {
    JoinHandle<?>[] tasks = new JoinHandle<?>[3];
    Path file = folder.resolve("read");
    Files.writeString(file, "text");
    List<RecordedEvent> events =
        record(
            "Blocking",
            runtime -> {
              tasks[0] = finish(runtime, new Steps(() -> Weft.blockInPlace(() -> 1)));
              tasks[1] = finish(runtime, AsyncFiles.readString(file));
              runtime.blockOn(Steps.run(() -> tasks[2] = Weft.spawnBlocking(() -> 3)));
              runtime.blockOn(tasks[2]);
            });
    assertThat(events)
        .extracting(event -> event.getLong("task"), event -> event.getString("work"))
        .contains(
            tuple(tasks[0].id().value(), "blockInPlace"),
            tuple(tasks[1].id().value(), "reading " + file),
            tuple(tasks[2].id().value(), "blocking work"));
  }

  @Test
  void sendersThatFindNoRoom() throws Exception {
    Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    Mpsc.Sender<Integer> tx = channel.tx();
    JoinHandle<?>[] tasks = new JoinHandle<?>[2];
    List<RecordedEvent> events =
        record(
            "ChannelFull",
            runtime -> {
              tasks[0] = finish(runtime, tx.send(1));
              tasks[1] = runtime.spawn(tx.send(2));
              runtime.blockOn(runtime.spawn(ready(0)));
              runtime.blockOn(channel.rx().recv());
              runtime.blockOn(channel.rx().recv());
            });
    tx.close();
    assertThat(events)
        .extracting(event -> event.getLong("task"), event -> event.getInt("capacity"))
        .containsExactly(tuple(tasks[1].id().value(), 1));
  }

  /** A recording runs that asks for other things, which leaves the events' classes changed. */
  @Test
  void nothingIsAllocatedWhereNobodyAsks() {
    for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
      if (type.getName().startsWith("dev.weft.")) {
        RECORDING.disable(type.getName());
      }
    }
    // What is asked may allocate something once.
    assertThat(allocatedByTelling()).as("less than a byte each").isLessThan(ROUNDS);
  }

  private static long allocatedByTelling() {
    Task<?> task = Task.create(new StubScheduler(), ready(1), "a.B\nc\nB.java\n1");
    Resource places = new Permits(1, "a place");
    tell(task, places);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < ROUNDS; i++) {
      tell(task, places);
    }
    return threads.getThreadAllocatedBytes(thread) - before;
  }

  private static void tell(Task<?> task, Resource places) {
    Flight.RECORDER.taskSpawned(task);
    Flight.RECORDER.taskEnds(task);
    Flight.RECORDER.channelIsFull(places, 1, 2);
    if (Flight.RECORDER.pollBegins() != null
        || Flight.RECORDER.parkBegins() != null
        || Flight.RECORDER.blockingBegins() != null) {
      throw new AssertionError("somebody asks");
    }
  }
}
