package dev.weft.abi;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.RuntimeHandle;
import dev.weft.internal.blocking.BlockingTask;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.runtime.DefaultHandle;
import dev.weft.internal.runtime.DefaultRuntime;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Task;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls in place of the methods that spawn tasks: they have the same name and the
 * same arguments, the receiver first, and then the site, which is the place of the call in the form
 * of {@link Traces#place}. Not for users.
 */
@SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
public final class Spawn {
  private Spawn() {}

  /**
   * See {@link dev.weft.Weft#spawn(Future)}.
   *
   * @param future the future
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      Future<? extends T> future, String site) {
    return Task.spawn(Current.scheduler("spawn"), future, site);
  }

  /**
   * See {@link dev.weft.Weft#spawn(AsyncCallable)}.
   *
   * @param lambda the code
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      AsyncCallable<? extends T, ?> lambda, String site) {
    return spawn((Future<T>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link dev.weft.Weft#spawn(AsyncRunnable)}.
   *
   * @param lambda the code
   * @param site where the call stands
   * @return the task's handle
   */
  public static JoinHandle<Void> spawn(AsyncRunnable<?> lambda, String site) {
    return spawn((Future<Void>) (Future<?>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link dev.weft.Weft#spawn(FutureCallable)}.
   *
   * @param lambda makes the future
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      FutureCallable<T, ?> lambda, String site) {
    return spawn((Future<T>) LambdaFrame.of(lambda), site);
  }

  /**
   * See {@link dev.weft.Weft#spawnBlocking(Callable)}.
   *
   * @param work the work
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawnBlocking(
      Callable<? extends T> work, String site) {
    return BlockingTask.spawn(Current.scheduler("spawnBlocking"), work, site);
  }

  /**
   * See {@link AsyncRuntime#spawn(Future)}.
   *
   * @param runtime the runtime
   * @param future the future
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      AsyncRuntime runtime, Future<? extends T> future, String site) {
    return ((DefaultRuntime) runtime).spawn(future, site);
  }

  /**
   * See {@link RuntimeHandle#spawn(Future)}.
   *
   * @param handle the runtime, or one without the methods that close it
   * @param future the future
   * @param site where the call stands
   * @param <T> the type of the value
   * @return the task's handle
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      RuntimeHandle handle, Future<? extends T> future, String site) {
    return handle instanceof AsyncRuntime runtime
        ? spawn(runtime, future, site)
        : ((DefaultHandle) handle).spawn(future, site);
  }
}
