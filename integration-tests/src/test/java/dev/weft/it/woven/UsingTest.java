package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.using;
import static dev.weft.Weft.usingDo;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.AbortHandle;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A resource is closed once, and waited for, whichever way its use ends, on every runtime. */
final class UsingTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  /** Says goodbye, and takes its time. */
  private final class Connection implements AsyncCloseable {
    private final @Nullable RuntimeException failure;
    private final Future<?> farewell;

    Connection() {
      this(null, yieldNow());
    }

    Connection(@Nullable RuntimeException failure, Future<?> farewell) {
      this.failure = failure;
      this.farewell = farewell;
    }

    String ask() {
      log.add("asked");
      return "answer";
    }

    @Async
    @Override
    public Future<Void> closeAsync() {
      log.add("closing");
      await(farewell);
      await(yieldNow());
      if (failure != null) {
        throw failure;
      }
      log.add("closed");
      return ready();
    }

    @Override
    public String toString() {
      return "connection";
    }
  }

  @ParameterizedTest
  @EnumSource
  void isClosedAfterAValue(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () -> {
              String answer =
                  await(
                      using(
                          new Connection(),
                          connection -> {
                            await(yieldNow());
                            return connection.ask();
                          }));
              log.add("goes on");
              return answer;
            });
    assertThat(value).isEqualTo("answer");
    assertThat(log).containsExactly("asked", "closing", "closed", "goes on");
  }

  @ParameterizedTest
  @EnumSource
  void isClosedAfterAFailure(Runtimes runtimes) throws Exception {
    Exception failure = runtimes.run(() -> await(failureOf(new Connection())));
    assertThat(failure)
        .isInstanceOf(IOException.class)
        .hasMessage("body")
        .hasNoSuppressedExceptions();
    assertThat(log).containsExactly("closing", "closed");
  }

  @Async
  private Future<Exception> failureOf(Connection connection) {
    try {
      await(
          usingDo(
              connection,
              used -> {
                await(yieldNow());
                throw new IOException("body");
              }));
    } catch (Exception e) {
      return ready(e);
    }
    return ready(new Exception("none"));
  }

  @ParameterizedTest
  @EnumSource
  void aCloseThatFailsIsSuppressedInTheFailureOfTheBody(Runtimes runtimes) throws Exception {
    RuntimeException close = new IllegalStateException("close");
    Exception failure = runtimes.run(() -> await(failureOf(new Connection(close, ready()))));
    assertThat(failure).hasMessage("body");
    assertThat(failure.getSuppressed()).containsExactly(close);
  }

  @ParameterizedTest
  @EnumSource
  void aCloseThatFailsAfterAValueIsThrown(Runtimes runtimes) throws Exception {
    RuntimeException close = new IllegalStateException("close");
    Exception failure =
        runtimes.run(
            () -> {
              try {
                await(using(new Connection(close, ready()), Connection::ask));
                return new Exception("none");
              } catch (Exception e) {
                return e;
              }
            });
    assertThat(failure).isSameAs(close);
    assertThat(log).containsExactly("asked", "closing");
  }

  /** Uses a connection until it is cancelled. */
  @Async
  private Future<Void> waiting(Connection connection) {
    await(
        usingDo(
            connection,
            used -> {
              try {
                used.ask();
                await(pending());
              } finally {
                log.add("finally");
              }
            }));
    return ready();
  }

  @Async
  private Future<Void> asked(String what) {
    while (!log.contains(what)) {
      await(yieldNow());
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void isClosedAfterACancellation(Runtimes runtimes) throws Exception {
    Outcome<Void> outcome =
        runtimes.run(
            () -> {
              JoinHandle<Void> task = spawn(waiting(new Connection()));
              await(asked("asked"));
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("asked", "finally", "closing", "closed");
  }

  @ParameterizedTest
  @EnumSource
  void aTimeOutGoesOnWhenItIsClosed(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try {
            await(timeout(Duration.ofMillis(5), waiting(new Connection())));
          } catch (TimeoutException e) {
            log.add("timed out");
          }
          return null;
        });
    assertThat(log).containsExactly("asked", "finally", "closing", "closed", "timed out");
  }

  @ParameterizedTest
  @EnumSource
  void aCloseThatFailsAfterACancellationIsNotLost(Runtimes runtimes) throws Exception {
    RuntimeException close = new IllegalStateException("close");
    Throwable cancelled =
        runtimes.run(
            () -> {
              JoinHandle<Void> task = spawn(waiting(new Connection(close, ready())));
              await(asked("asked"));
              task.abort();
              try {
                await(task);
                return new Exception("none");
              } catch (CancellationException e) {
                return e.getCause();
              }
            });
    assertThat(Objects.requireNonNull(cancelled).getSuppressed()).containsExactly(close);
  }

  /** It is closing because the body has ended, and cancelled then. */
  @ParameterizedTest
  @EnumSource
  void aCancellationDoesNotCutTheEndShort(Runtimes runtimes) throws Exception {
    Gate<Void> gate = new Gate<>();
    String value =
        runtimes.run(
            () -> {
              JoinHandle<Void> task = spawn(usingAndTelling(new Connection(null, gate)));
              await(asked("closing"));
              task.abort();
              await(yieldNow());
              gate.open(null);
              await(task.outcome());
              return "ended";
            });
    assertThat(value).isEqualTo("ended");
    assertThat(log).containsExactly("asked", "closing", "closed", "answer");
  }

  @Async
  private Future<Void> usingAndTelling(Connection connection) {
    log.add(await(using(connection, Connection::ask)));
    await(yieldNow());
    log.add("not reached");
    return ready();
  }

  /** Time jumps there. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.INCLUDE, names = "DETERMINISTIC")
  void anEndThatNeverComesIsCancelledAfterTheTimeOfGrace(Runtimes runtimes) throws Exception {
    Outcome<Void> outcome =
        runtimes.run(
            () -> {
              JoinHandle<Void> task = spawn(waiting(new Connection(null, pending())));
              await(asked("asked"));
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("asked", "finally", "closing");
  }

  /** Aborts itself before. */
  @Async
  private Future<Void> usingWhenCancelled(Gate<AbortHandle> gate, boolean wait) {
    Connection connection = new Connection();
    await(gate).abort();
    if (wait) {
      try {
        await(yieldNow());
      } catch (CancelledError e) {
        log.add("cancelled");
      }
    }
    await(waiting(connection));
    return ready();
  }

  /** Whether it knows of the cancellation before it gets there, or there. */
  @ParameterizedTest
  @EnumSource
  void codeThatIsCancelledClosesWhatItHas(Runtimes runtimes) throws Exception {
    for (boolean wait : new boolean[] {false, true}) {
      runtimes.run(
          () -> {
            Gate<AbortHandle> gate = new Gate<>();
            JoinHandle<Void> task = spawn(usingWhenCancelled(gate, wait));
            gate.open(task.abortHandle());
            return await(task.outcome());
          });
    }
    assertThat(log)
        .containsExactly(
            "asked",
            "finally",
            "closing",
            "closed",
            "cancelled",
            "asked",
            "finally",
            "closing",
            "closed");
  }

  @ParameterizedTest
  @EnumSource
  void oneThatNobodyStartsRunsNothing(Runtimes runtimes) throws Exception {
    Future<String> unused = using(new Connection(), Connection::ask);
    assertThat(runtimes.run(() -> await(ready(unused.toString())))).isEqualTo("using connection");
    assertThat(log).isEmpty();
  }
}
