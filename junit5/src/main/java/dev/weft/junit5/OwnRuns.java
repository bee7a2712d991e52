package dev.weft.junit5;

import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.TestWatcher;

/** Provides the runs of a test that no other annotation provides: each is one for JUnit, too. */
final class OwnRuns implements TestTemplateInvocationContextProvider {
  /** For JUnit. */
  OwnRuns() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return !Templates.hasOther(context.getRequiredTestMethod());
  }

  /** One after the other is asked for when the one before has ended. */
  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    TestPlan plan = TestPlan.of(context);
    Failed failed = new Failed();
    Spliterator<Seeded> runs =
        Spliterators.spliteratorUnknownSize(plan.runs(), Spliterator.ORDERED);
    return StreamSupport.stream(runs, false)
        .takeWhile(run -> !failed.seen.get())
        .map(run -> new Own(plan, run, failed));
  }

  /** Notes that a run has failed. */
  private static final class Failed implements TestWatcher {
    final AtomicBoolean seen = new AtomicBoolean();

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
      seen.set(true);
    }
  }

  private record Own(TestPlan plan, Seeded run, Failed failed)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return run.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(failed, new OneRun(plan, run));
    }
  }

  /** The extension of one run. */
  private static final class OneRun extends RunExtension {
    private final TestPlan plan;
    private final Seeded run;

    OneRun(TestPlan plan, Seeded run) {
      this.plan = plan;
      this.run = run;
    }

    @Override
    TestRun begin(ExtensionContext context) {
      return TestRun.start(plan, run);
    }

    @Override
    boolean isMine(ExtensionContext context) {
      return true;
    }
  }
}
