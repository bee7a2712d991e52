package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncStream;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A suspended method keeps from the garbage collector what it may still read, and nothing else. */
class RetentionTest {
  private final Watch w = new Watch();

  private static void isCollected(AsyncCallable<Boolean, ?> code) throws Exception {
    assertThat(Runtimes.CURRENT_THREAD.run(code)).isTrue();
  }

  /** That the tests can see an object that is kept. */
  @Async
  private Future<Boolean> liveLocal() {
    Object a = w.make();
    boolean gone = await(w.gone());
    w.use(a);
    return ready(!gone);
  }

  @Test
  void aLiveLocalIsKept() throws Exception {
    isCollected(() -> await(liveLocal()));
  }

  @Async
  private Future<Boolean> deadLocal() {
    Object a = w.make();
    w.use(a);
    return ready(await(w.gone()));
  }

  @Test
  @Tag("P77")
  void aDeadLocal() throws Exception {
    isCollected(() -> await(deadLocal()));
  }

  @Async
  private Future<Boolean> reusedSlot() {
    {
      Object a = w.make();
      await(yieldNow());
      w.use(a);
    }
    {
      int b = 2;
      boolean gone = await(w.gone());
      return ready(gone && b == 2);
    }
  }

  @Test
  @Tag("P24")
  @Tag("P25")
  void aLocalWhoseSlotAndFieldWereKeptBefore() throws Exception {
    isCollected(() -> await(reusedSlot()));
  }

  @Async
  private static Future<Boolean> deadParameter(Watch w, Object a) {
    w.use(a);
    return ready(await(w.gone()));
  }

  @Async
  Future<Boolean> deadParameterOfAVirtualMethod(Object a) {
    w.use(a);
    return ready(await(w.gone()));
  }

  @Test
  @Tag("P77")
  void aDeadParameter() throws Exception {
    isCollected(() -> await(deadParameter(w, w.make())));
    isCollected(() -> await(deadParameterOfAVirtualMethod(w.make())));
    isCollected(() -> await(started(deadParameter(w, w.make()))));
  }

  @Async
  private static Future<Boolean> started(Future<Boolean> future) {
    await(yieldNow());
    return ready(await(future));
  }

  @Async
  private Future<Boolean> overwrittenParameter(Object a) {
    w.use(a);
    a = await(w.later("other"));
    boolean gone = await(w.gone());
    return ready(gone && a.equals("other"));
  }

  @Test
  @Tag("P77")
  void aParameterThatWasOverwritten() throws Exception {
    isCollected(() -> await(overwrittenParameter(w.make())));
  }

  private static int second(Object a, int b) {
    return a.hashCode() == b ? 0 : b;
  }

  @Async
  private Future<Boolean> stackTemporary() {
    int n = second(w.make(), await(w.later(5)));
    boolean gone = await(w.gone());
    return ready(gone && n == 5);
  }

  @Test
  @Tag("P77")
  void aValueThatLayOnTheStack() throws Exception {
    isCollected(() -> await(stackTemporary()));
  }

  private static int third(Object a, Object b, int c) {
    return a == b ? c : -1;
  }

  @Async
  private Future<Boolean> twiceOnTheStack() {
    Object a = w.make();
    int n = third(a, a, await(w.later(5)));
    boolean gone = await(w.gone());
    return ready(gone && n == 5);
  }

  @Test
  @Tag("P77")
  void aValueThatLayOnTheStackTwice() throws Exception {
    isCollected(() -> await(twiceOnTheStack()));
  }

  @Async
  private Future<Boolean> caughtException(boolean later) {
    try {
      throw await(later ? w.later(exception()) : ready(exception()));
    } catch (IllegalStateException e) {
      w.use(e);
    }
    return ready(await(w.gone()));
  }

  private IllegalStateException exception() {
    return w.watch(new IllegalStateException());
  }

  @Test
  @Tag("P77")
  void anExceptionThatWasCaught() throws Exception {
    isCollected(() -> await(caughtException(false)));
    isCollected(() -> await(caughtException(true)));
  }

  @Async
  private Future<Integer> fails() {
    await(yieldNow());
    throw exception();
  }

  @Async
  private Future<Boolean> caughtFailure() {
    try {
      w.use(await(fails()));
    } catch (IllegalStateException e) {
      w.use(e);
    }
    return ready(await(w.gone()));
  }

  @Test
  @Tag("P77")
  void aFailureOfAnAwait() throws Exception {
    isCollected(() -> await(caughtFailure()));
  }

  @Async
  private Future<Boolean> awaitedFuture() {
    Future<Integer> future = w.watch(w.later(1));
    int n = await(future);
    boolean gone = await(w.gone());
    return ready(gone && n == 1);
  }

  @Test
  @Tag("P77")
  void theFutureThatWasAwaited() throws Exception {
    isCollected(() -> await(awaitedFuture()));
  }

  @Async
  private Future<Boolean> awaitedValue() {
    w.use(await(w.later(w.make())));
    w.use(await(made()));
    return ready(await(w.gone()));
  }

  @Async
  private Future<Object> made() {
    await(yieldNow());
    return ready(w.make());
  }

  @Test
  @Tag("P77")
  void theValueOfAnAwait() throws Exception {
    isCollected(() -> await(awaitedValue()));
  }

  @Async
  private Future<Boolean> finishedFrame() {
    Future<Boolean> kept = usesAfterAWait(w.make());
    await(kept);
    boolean gone = await(w.gone());
    w.use(kept);
    return ready(gone);
  }

  @Async
  private Future<Boolean> usesAfterAWait(Object a) {
    await(yieldNow());
    w.use(a);
    return ready(true);
  }

  @Test
  @Tag("P77")
  void whatAFinishedFutureHadKept() throws Exception {
    isCollected(() -> await(finishedFrame()));
  }

  @Async
  private Future<Boolean> loopLocal() {
    for (int i = 0; i < 3; i++) {
      Object a = w.make();
      await(yieldNow());
      w.use(a);
    }
    return ready(await(w.gone()));
  }

  @Test
  @Tag("P25")
  void aLocalOfALoopThatIsOver() throws Exception {
    isCollected(() -> await(loopLocal()));
  }

  @Async
  private Future<Boolean> onlyOneBranchReads(boolean reads) {
    Object a = w.make();
    if (reads) {
      await(yieldNow());
      w.use(a);
      return ready(false);
    }
    return ready(await(w.gone()));
  }

  @Test
  @Tag("P77")
  void aLocalThatOnlyAnotherBranchReads() throws Exception {
    isCollected(() -> await(onlyOneBranchReads(false)));
  }

  /** An element that is watched, then whether it is gone, then the end. */
  private static final class Elements implements AsyncStream<Object> {
    private final Watch w;
    private int given;

    Elements(Watch w) {
      this.w = w;
    }

    @Async
    @Override
    public Future<@Nullable Object> next() {
      given++;
      return switch (given) {
        case 1 -> w.later(w.make());
        case 2 -> ready(await(w.gone()));
        default -> ready(null);
      };
    }
  }

  @Async
  private Future<Boolean> lastElement() {
    boolean gone = false;
    for (Object element : each(new Elements(w))) {
      w.use(element);
      gone = element.equals(true);
    }
    return ready(gone);
  }

  @Test
  @Tag("P78")
  void theLastElementOfALoopThatWaitsForTheNext() throws Exception {
    isCollected(() -> await(lastElement()));
  }
}
