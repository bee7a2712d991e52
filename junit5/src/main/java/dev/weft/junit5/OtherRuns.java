package dev.weft.junit5;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The extension of a test whose runs another annotation provides. Where {@link AsyncTest} asks for
 * several runs, they take place within each of those.
 */
final class OtherRuns extends RunExtension {
  /** For JUnit. */
  OtherRuns() {}

  @Override
  boolean isMine(ExtensionContext context) {
    return context.getTestMethod().filter(Templates::hasOther).isPresent();
  }

  @Override
  @Nullable TestRun begin(ExtensionContext context) {
    if (!isMine(context)) {
      return null;
    }
    TestPlan plan = TestPlan.of(context);
    return TestRun.start(plan, plan.hasManyRuns() ? plan.outer() : plan.runs().next());
  }

  @Override
  void runTest(
      TestRun around,
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    TestPlan plan = TestPlan.of(context);
    if (!plan.hasManyRuns()) {
      super.runTest(around, invocation, call, context);
      return;
    }
    invocation.skip();
    for (Runs runs = plan.runs(); runs.hasNext(); ) {
      runOnce(TestRun.start(plan, runs.next()), call);
    }
  }

  private static void runOnce(TestRun run, ReflectiveInvocationContext<Method> call)
      throws Throwable {
    Throwable failure = null;
    try {
      run.in(call.getExecutable(), () -> invoke(run, call));
    } catch (Throwable t) {
      failure = t;
    }
    end(run, failure);
  }

  private static @Nullable Object invoke(TestRun run, ReflectiveInvocationContext<Method> call) {
    Object[] arguments = Injected.replaced(call.getArguments().toArray(), run.handle());
    return ReflectionSupport.invokeMethod(
        call.getExecutable(), call.getTarget().orElse(null), arguments);
  }

  private static void end(TestRun run, @Nullable Throwable failure) throws Throwable {
    try {
      run.end(failure);
    } catch (Throwable t) {
      if (failure == null) {
        throw t;
      }
      failure.addSuppressed(t);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
