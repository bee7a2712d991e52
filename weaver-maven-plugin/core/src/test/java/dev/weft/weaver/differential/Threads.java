package dev.weft.weaver.differential;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Where the steps of one run take place, one after the other. */
sealed interface Threads {
  /** A step of a run. */
  @FunctionalInterface
  interface Step {
    Object take() throws Throwable;
  }

  /** Takes a step and waits for its end. */
  Object run(Step step) throws Throwable;

  /** On the caller's thread. */
  record Same() implements Threads {
    @Override
    public Object run(Step step) throws Throwable {
      return step.take();
    }
  }

  /** Each step on another thread than the one before. */
  final class Changing implements Threads {
    private static final List<ExecutorService> ALL =
        Stream.generate(() -> Executors.newSingleThreadExecutor(Changing::daemon))
            .limit(3)
            .toList();

    private int next;

    private static Thread daemon(Runnable work) {
      Thread thread = new Thread(work, "case");
      thread.setDaemon(true);
      return thread;
    }

    @Override
    public Object run(Step step) throws Throwable {
      next = (next + 1) % ALL.size();
      try {
        return ALL.get(next).submit(callable(step)).get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Carried carried ? carried.getCause() : e.getCause();
      }
    }

    private static Callable<Object> callable(Step step) {
      return () -> {
        try {
          return step.take();
        } catch (Throwable t) {
          throw new Carried(t);
        }
      };
    }

    private static final class Carried extends Exception {
      private static final long serialVersionUID = 1L;

      Carried(Throwable cause) {
        super(cause);
      }
    }
  }
}
