package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.junit5.AsyncAssertions.completesWithin;
import static dev.weft.junit5.AsyncAssertions.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.opentest4j.AssertionFailedError;

/** Assertions that are awaited. */
final class AsyncAssertionsTest {
  private final IOException lost = new FileNotFoundException("lost");

  @Async
  private Future<String> load() throws IOException {
    await(yieldNow());
    throw lost;
  }

  @Async
  private static Future<Void> save() {
    await(yieldNow());
    return ready();
  }

  @AsyncTest
  void theFailureOfALambdaIsTheValue() {
    assertThat(await(fails(IOException.class, () -> await(load())))).isSameAs(lost);
    assertThat(
            await(
                fails(
                    IOException.class,
                    () -> {
                      await(load());
                    })))
        .isSameAs(lost);
  }

  @AsyncTest
  void theFailureOfAFutureIsTheValue() {
    assertThat(await(fails(FileNotFoundException.class, failed(lost)))).isSameAs(lost);
    assertThat(await(fails(IOException.class, () -> load()))).isSameAs(lost);
    assertThat(await(fails(IOException.class, this::load))).isSameAs(lost);
  }

  @AsyncTest
  void codeThatDoesNotFailIsAFailure() {
    AssertionFailedError failure =
        await(fails(AssertionFailedError.class, fails(IOException.class, () -> await(save()))));
    assertThat(failure)
        .hasMessage("expected java.io.IOException to be thrown, but nothing was thrown");
  }

  @AsyncTest
  void anotherExceptionIsAFailureWithThatAsItsCause() {
    AssertionFailedError failure =
        await(
            fails(
                AssertionFailedError.class,
                fails(IllegalStateException.class, () -> await(load()))));
    assertThat(failure)
        .hasMessage(
            "expected java.lang.IllegalStateException to be thrown, but was"
                + " java.io.FileNotFoundException: lost")
        .hasCause(lost);
    assertThat(failure.getActual().getValue()).isEqualTo(FileNotFoundException.class);
  }

  @Async
  private static Future<Void> cleaningUp(List<String> notes) {
    try {
      await(pending());
    } finally {
      notes.add("cleaned up");
    }
    return ready();
  }

  @AsyncTest
  void aCancellationIsNoFailureOfTheCode() {
    List<String> notes = new ArrayList<>();
    var task = spawn(fails(Throwable.class, cleaningUp(notes)));
    await(yieldNow());
    task.abort();
    assertThat(await(task.outcome())).hasToString("Cancelled[reason=null]");
    assertThat(notes).containsExactly("cleaned up");
  }

  @AsyncTest
  void whatComesInTimeIsTheValue() throws IOException {
    assertThat(await(completesWithin(Duration.ofDays(1), ready("x")))).isEqualTo("x");
    assertThat(await(fails(IOException.class, completesWithin(Duration.ofDays(1), load()))))
        .isSameAs(lost);
  }

  @AsyncTest
  void whatDoesNotComeInTimeIsCancelledAndAFailure() {
    List<String> notes = new ArrayList<>();
    AssertionFailedError failure =
        await(
            fails(
                AssertionFailedError.class,
                completesWithin(Duration.ofMillis(1), cleaningUp(notes))));
    assertThat(failure).hasMessage("not complete within 1 ms of the runtime's clock");
    assertThat(notes).containsExactly("cleaned up");
  }

  @AsyncTest
  void aTimeoutOfTheFutureItselfIsItsOwn() throws TimeoutException {
    Future<Void> own = timeout(Duration.ofMillis(1), pending());
    assertThat(await(fails(TimeoutException.class, completesWithin(Duration.ofDays(1), own))))
        .isNotNull();
  }
}
