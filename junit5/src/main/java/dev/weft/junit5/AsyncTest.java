package dev.weft.junit5;

import dev.weft.Exploration;
import dev.weft.Flavor;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Marks a test whose body may {@code await}; in place of JUnit's {@code @Test}.
 *
 * <pre>{@code
 * @AsyncTest
 * void answers() throws IOException {
 *   assertEquals("pong", await(server.ask("ping")));
 * }
 * }</pre>
 *
 * <p>The method is {@code void}, and neither static, private nor abstract, as JUnit wants it. It
 * may have parameters, among them {@link TestRuntime} and {@link dev.weft.time.TestClock}.
 *
 * <h2>What runs where</h2>
 *
 * Each run of the test has a new object of its class and a runtime of its own, which the body, all
 * methods marked {@link AsyncBeforeEach} and {@link AsyncAfterEach}, and plain {@code @BeforeEach}
 * and {@code @AfterEach} methods are in. When they have ended, the runtime is closed, and the test
 * fails
 *
 * <ul>
 *   <li>if a task is still alive then: the failure shows where it waits and where it was spawned.
 *       What can go on without waiting has a chance to end before;
 *   <li>if a task has failed that nobody awaited.
 * </ul>
 *
 * <p>A body that takes longer than the {@link #timeout} is interrupted, as is one with JUnit's
 * {@code @Timeout}: an interrupt cancels it where it awaits. Its failure tells what all tasks were
 * doing, and which wait for one another in a circle.
 *
 * <h2>Many schedules</h2>
 *
 * With {@link #repeat} the test runs on a {@linkplain dev.weft.AsyncRuntime#deterministic
 * deterministic} runtime that goes through tasks in another order each time:
 *
 * <pre>{@code
 * @AsyncTest(repeat = 1000)
 * void nothingIsLost() {
 *   await(join(add(1), add(2)));
 *   assertEquals(3, sum);
 * }
 * }</pre>
 *
 * <p>A failure tells its seed and the command that replays it, such as {@code mvn test
 * -Dtest=shop.SumTest#nothingIsLost -Dweft.test.seed=17}, in an exception that is suppressed into
 * it.
 *
 * <h2>Together with other annotations</h2>
 *
 * With {@code @ParameterizedTest} or {@code @RepeatedTest} beside it, that provides arguments and
 * runs, and each of these runs on a runtime of its own:
 *
 * <pre>{@code
 * @AsyncTest
 * @ParameterizedTest
 * @ValueSource(ints = {1, 64})
 * void sums(int size) {
 *   assertEquals(size, await(sum(size)));
 * }
 * }</pre>
 *
 * <p>Where this annotation itself asks for several runs there, they take place within each of the
 * other's runs: each has a runtime of its own, but all share one object, and the methods around the
 * test run once around all of them, on one more runtime.
 *
 * <p>The runs of one method stay on one thread when JUnit runs tests in parallel. With {@code
 * Execution(CONCURRENT)} on the method they don't, and some may begin after one has failed.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/attr.test.html">Tokio's test attribute</a>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith({OwnRuns.class, OtherRuns.class})
@Execution(ExecutionMode.SAME_THREAD)
public @interface AsyncTest {
  /**
   * The kinds of runtime that the test runs on, one after the other.
   *
   * @return the flavors; with none, {@link Flavor#DETERMINISTIC} where somebody asks for a {@link
   *     #repeat}, a {@link #seed} or an {@link #exploration}, and else {@link
   *     Flavor#CURRENT_THREAD}
   */
  Flavor[] flavor() default {};

  /**
   * The number of worker threads of a multi-thread runtime.
   *
   * @return the number; 0 stands for one a processor
   */
  int workers() default 0;

  /**
   * Whether the time of a current-thread runtime stands still at first, so that sleeps take none of
   * the real time; that of a deterministic one always does. See {@link dev.weft.time.TestClock},
   * which may be a parameter of the test.
   *
   * @return whether it does
   */
  boolean startPaused() default false;

  /**
   * How long each method may take in real time: the test, and each of those around it.
   *
   * @return the span in the form of JUnit's {@code junit.jupiter.execution.timeout.default}: a
   *     number and {@code ns}, {@code μs}, {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}
   */
  String timeout() default "60 s";

  /**
   * How many times the test runs on each kind of runtime, with one seed after the other. After the
   * first failure no other one is tried. The system property {@code weft.test.repeat} overrides it.
   *
   * @return the number of runs
   */
  int repeat() default 1;

  /**
   * What choices are made from: those of the runtime, and of {@link TestRuntime#random}. The system
   * property {@code weft.test.seed} has the test run with one seed only, and {@code
   * weft.test.schedule} with one schedule of a deterministic runtime, as a failure tells them.
   *
   * @return the first seed, after which come the next higher numbers; with none, 0
   */
  long[] seed() default {};

  /**
   * How seeds become schedules of a deterministic runtime. With {@link Exploration#EXHAUSTIVE},
   * which has no seeds, {@link #repeat} is the most schedules that are tried; 1 stands for all.
   *
   * @return the exploration
   */
  Exploration exploration() default Exploration.MIXED;
}
