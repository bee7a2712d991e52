package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Notify;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is looked at when a test is over: tasks that are alive, and failures that nobody saw. */
@Timeout(60)
final class EndOfTestTest {
  private static final List<Object> NOTES = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void forget() {
    NOTES.clear();
  }

  @Async
  private static Future<Void> listen() {
    try {
      await(pending());
    } finally {
      NOTES.add("cleaned up");
    }
    return ready();
  }

  static final class Leaving {
    @AsyncTest
    void forgets() {
      spawn(listen());
      await(yieldNow());
    }
  }

  @Test
  void aTaskThatIsAliveFailsTheTestAndIsCleanedUp() {
    Throwable failure = Samples.failure(Leaving.class);
    assertThat(failure.getMessage())
        .matches(
            """
            a task is still alive at the end of the test; await or abort what a test spawns:
            task \\d+ waits for pending\\(\\)
            \tat dev.weft.junit5.EndOfTestTest.listen\\(EndOfTestTest.java:\\d+\\)
            \tat task \\d+ spawned at dev.weft.junit5.EndOfTestTest\\$Leaving.forgets\\(\
            EndOfTestTest.java:\\d+\\)""");
    assertThat(failure.getStackTrace())
        .singleElement()
        .extracting(StackTraceElement::getMethodName)
        .isEqualTo("forgets");
    assertThat(NOTES).containsExactly("cleaned up");
  }

  static final class LeavingThree {
    @AsyncTest(flavor = {Flavor.MULTI_THREAD})
    void forgets() {
      spawn(listen());
      spawn(sleep(Duration.ofDays(1)));
      spawn(spawn(listen()));
    }
  }

  @Test
  void allTasksThatAreAliveAreShown() {
    String message = Samples.failure(LeavingThree.class).getMessage();
    assertThat(message).startsWith("4 tasks are still alive at the end of the test");
    assertThat(message.lines().filter(line -> line.matches("task \\d+ waits for .*"))).hasSize(4);
  }

  @Async
  private static Future<Void> manySteps(Notify start) {
    await(start.notified());
    for (int i = 0; i < 1_000; i++) {
      await(yieldNow());
    }
    NOTES.add("through");
    return ready();
  }

  static final class LeavingWhatCanEnd {
    @AsyncTest(flavor = {Flavor.CURRENT_THREAD, Flavor.MULTI_THREAD})
    void goesOn() {
      Notify start = new Notify();
      JoinHandle<Void> going = spawn(manySteps(start));
      spawn(() -> await(going));
      JoinHandle<Void> aborted = spawn(listen());
      await(yieldNow());
      start.notifyOne();
      aborted.abort();
    }
  }

  @Test
  void whatCanGoOnMayEndBefore() {
    assertThat(Samples.passed(LeavingWhatCanEnd.class)).hasSize(2);
    assertThat(NOTES.stream().filter("through"::equals)).hasSize(2);
  }

  static final class LeavingBlockingWork {
    @AsyncTest
    void letsGoOn() {
      CountDownLatch over = new CountDownLatch(1);
      spawnBlocking(
          () -> {
            over.await();
            return NOTES.add("worked");
          });
      over.countDown();
    }
  }

  @Test
  void blockingWorkThatComesToAnEndMayEndBefore() {
    Samples.passed(LeavingBlockingWork.class);
    assertThat(NOTES).containsExactly("worked");
  }

  @Async
  private static Future<Void> fail() throws IOException {
    await(yieldNow());
    throw new IOException("lost");
  }

  static final class FailingInSilence {
    @AsyncTest
    void ignores() {
      spawn(() -> await(fail()));
      spawn(() -> await(fail()));
    }
  }

  @Test
  void failuresThatNobodyAwaitsFailTheTest() {
    Throwable failure = Samples.failure(FailingInSilence.class);
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasCauseInstanceOf(IOException.class)
        .message()
        .matches(
            """
            failures of tasks that nobody awaited:
            (task \\d+ spawned at dev.weft.junit5.EndOfTestTest\\$FailingInSilence.ignores\\(\
            EndOfTestTest.java:\\d+\\) failed with java.io.IOException: lost\\n?){2}""");
    assertThat(failure.getSuppressed()).hasOnlyElementsOfType(IOException.class).hasSize(1);
  }

  static final class FailingBesides {
    @AsyncTest
    void failsItself() throws Exception {
      spawn(() -> await(fail()));
      spawn(listen());
      await(yieldNow());
      await(yieldNow());
      throw new Exception("the test's own");
    }
  }

  @Test
  void aTestsOwnFailureComesFirst() {
    Throwable failure = Samples.failure(FailingBesides.class);
    assertThat(failure).hasMessage("the test's own");
    assertThat(failure.getSuppressed())
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("failures of tasks that nobody awaited:\ntask ");
  }
}
