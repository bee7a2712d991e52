package dev.weft.internal.scheduler;

import org.jspecify.annotations.Nullable;

/** A thread that can be a worker, and finds without a thread-local variable which one it is. */
final class WorkerThread extends Thread {
  /** Null while it is none; belongs to the thread. */
  private @Nullable Worker worker;

  /** A thread that is no worker yet. */
  WorkerThread(Runnable body, String name) {
    super(body, name);
    setDaemon(true);
  }

  /** The worker that the calling thread is; null for none. */
  static @Nullable Worker worker() {
    return Thread.currentThread() instanceof WorkerThread thread ? thread.worker : null;
  }

  /** Makes the calling thread, which is one of these, a worker. */
  static WorkerThread become(Worker worker) {
    WorkerThread thread = (WorkerThread) Thread.currentThread();
    thread.worker = worker;
    return thread;
  }

  /** The calling thread, which is one of these, isn't a worker any more. */
  static void leave() {
    ((WorkerThread) Thread.currentThread()).worker = null;
  }
}
