package dev.weft.junit5;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Gives each run of a test its runtime, and takes that down after it. */
@SuppressWarnings("NullAway") // JDK 17 doesn't see JUnit's Invocation<@Nullable Void>
abstract class RunExtension
    implements BeforeEachCallback, InvocationInterceptor, ParameterResolver, AfterEachCallback {

  /** The run that begins now; null where it is another extension's. */
  abstract @Nullable TestRun begin(ExtensionContext context);

  /** Runs the test's method itself. */
  void runTest(
      TestRun run,
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    run.in(call.getExecutable(), invocation::proceed);
  }

  private Store store(ExtensionContext context) {
    return context.getStore(Namespace.create(getClass(), context.getUniqueId()));
  }

  private Optional<TestRun> run(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(TestRun.class, TestRun.class));
  }

  @Override
  public final void beforeEach(ExtensionContext context) {
    TestRun run = begin(context);
    if (run != null) {
      store(context).put(TestRun.class, run);
    }
  }

  @Override
  public final void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    around(invocation, call, context);
  }

  @Override
  public final void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    around(invocation, call, context);
  }

  private void around(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    TestRun run = run(context).orElse(null);
    if (run == null) {
      invocation.proceed();
    } else {
      run.in(call.getExecutable(), invocation::proceed);
    }
  }

  @Override
  public final void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    TestRun run = run(context).orElse(null);
    if (run == null) {
      invocation.proceed();
    } else {
      runTest(run, invocation, call, context);
    }
  }

  @Override
  public final void afterEach(ExtensionContext context) throws Exception {
    TestRun run = store(context).remove(TestRun.class, TestRun.class);
    if (run != null) {
      try {
        run.end(context.getExecutionException().orElse(null));
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable t) {
        throw new AssertionError(t);
      }
    }
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Injected.isKnown(parameter.getParameter().getType()) && isMine(context);
  }

  /** Whether the runs of a test are this extension's. */
  abstract boolean isMine(ExtensionContext context);

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return run(context)
        .map(run -> Injected.of(type, run.handle()))
        .orElseThrow(() -> tooEarly(type, parameter.getDeclaringExecutable()));
  }

  private static ParameterResolutionException tooEarly(Class<?> type, Executable where) {
    return new ParameterResolutionException(
        type.getSimpleName()
            + " is a parameter of "
            + where.getName()
            + ", where there is no runtime yet; take it as a parameter of the test or of a method"
            + " that runs before each one");
  }
}
