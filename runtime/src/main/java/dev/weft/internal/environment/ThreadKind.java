package dev.weft.internal.environment;

/** The kinds of threads that blocking work can run on. */
public enum ThreadKind {
  /** Threads of the operating system. */
  PLATFORM {
    @Override
    Thread unstarted(String name, Runnable body) {
      Thread thread = new Thread(body, name);
      thread.setDaemon(true);
      return thread;
    }
  },
  /** Threads of the JVM, from Java 21 on. */
  VIRTUAL {
    @Override
    public boolean exists() {
      return VirtualThreads.exist();
    }

    @Override
    Thread unstarted(String name, Runnable body) {
      return VirtualThreads.unstarted(name, body);
    }
  };

  /** Whether this JVM has them. */
  public boolean exists() {
    return true;
  }

  /** Makes one that is not started and doesn't keep the JVM alive. */
  abstract Thread unstarted(String name, Runnable body);
}
