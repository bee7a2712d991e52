package dev.weft.abi;

import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncStream;
import dev.weft.Poll;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Loops over each in code that is not woven, and what woven code makes of them. */
final class EachLoopTest {
  private static final String CURE =
      ", whose class was not woven. Put dev.weft:weft-processor on the annotation processor path,"
          + " or run the goal weave of dev.weft:weaver-maven-plugin after the compiler";

  private static void loop(AsyncStream<String> stream) {
    for (String element : each(stream)) {
      throw new AssertionError(element);
    }
  }

  @Test
  @Tag("P84")
  void aLoopThatIsNotWovenFailsAndNamesItsPlace() {
    assertThatThrownBy(() -> loop(AsyncStream.of("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "\\[WEFT-100] a loop over each runs in dev\\.weft\\.abi\\.EachLoopTest\\.loop\\("
                + "EachLoopTest\\.java:\\d+\\)"
                + CURE.replace(".", "\\."));
  }

  /** The JDK asks for the elements then, on behalf of the code that is named. */
  @Test
  void soDoOtherWaysToUseTheIterable() {
    assertThatThrownBy(() -> each(AsyncStream.of("a")).forEach(element -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in " + EachLoopTest.class.getName() + ".");
    assertThatThrownBy(() -> each(AsyncStream.of("a"), Exception.class).iterator().next())
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aNullStreamIsRefusedAtOnce() {
    assertThatThrownBy(() -> each(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("each(null)");
  }

  @Test
  void aStreamThatGivesNoFutureIsNamed() {
    Iterator<String> loop = EachLoopTest.<String>over(() -> null);
    assertThatThrownBy(() -> EachLoop.pull(loop))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("AsyncStream.next() returned null");
  }

  private static <T> Iterator<T> over(AsyncStream<T> stream) {
    return each(stream).iterator();
  }

  @Test
  @Tag("P78")
  void anElementIsGivenAwayOnce() {
    Iterator<String> loop = over(() -> ready("next"));
    assertThat(EachLoop.accept("a", loop)).isTrue();
    assertThat(loop.next()).isEqualTo("a");
    assertThatThrownBy(loop::next).isInstanceOf(NoSuchElementException.class);
    assertThat(EachLoop.accept(null, loop)).isFalse();
    assertThatThrownBy(loop::next).isInstanceOf(NoSuchElementException.class);
  }

  /** Asking twice doesn't lose an element. */
  @Test
  void whatWasFetchedIsNotFetchedAgain() throws Throwable {
    List<String> asked = new ArrayList<>();
    Iterator<String> loop =
        over(
            () -> {
              asked.add("next");
              return ready("b");
            });
    EachLoop.accept("a", loop);
    Object again = new Polling().poll(EachLoop.pull(loop));
    assertThat(again).isEqualTo("a");
    assertThat(asked).isEmpty();
    loop.next();
    assertThat(new Polling().poll(EachLoop.pull(loop))).isEqualTo("b");
    assertThat(asked).hasSize(1);
  }

  private static final class Polling {
    Object poll(dev.weft.Future<?> future) throws Throwable {
      Object answer = future.poll(null);
      assertThat(answer).isNotSameAs(Poll.PENDING);
      return answer;
    }
  }
}
