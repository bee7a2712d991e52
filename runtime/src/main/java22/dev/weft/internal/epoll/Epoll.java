package dev.weft.internal.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.weft.internal.io.IoDriver;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/** The system's object that waits for sockets, and a bell that ends a wait. */
final class Epoll {
  /** {@code epoll_event} is packed on x86-64, so that it is as it was with 32 bits. */
  private static final boolean PACKED = "amd64".equals(System.getProperty("os.arch"));

  private static final long EVENT_SIZE = PACKED ? 12 : 16;
  private static final long TOKEN_AT = PACKED ? 4 : 8;

  /** The token of no socket, as these are counted from one on. */
  private static final long BELL = 0;

  private final Descriptor epoll;
  private final Descriptor bell;

  /** Belongs to the thread that waits. */
  private final MemorySegment events =
      Arena.ofAuto().allocate(IoDriver.PORTION * EVENT_SIZE, Long.BYTES);

  /** {@code timespec}: seconds and nanoseconds. Belongs to the thread that waits. */
  private final MemorySegment span = Arena.ofAuto().allocate(2 * Long.BYTES, Long.BYTES);

  /** Whether the system waits to the nanosecond, as far as is known. */
  private boolean precise = Libc.hasEpollPreciseWait();

  private Epoll(Descriptor epoll, Descriptor bell) {
    this.epoll = epoll;
    this.bell = bell;
  }

  static Epoll open() throws IOException {
    Descriptor epoll = new Descriptor(Failures.check(Libc.epollCreate(Constants.EPOLL_CLOEXEC)));
    int bell = Libc.eventfd(Constants.EFD_NONBLOCK | Constants.EFD_CLOEXEC);
    if (bell < 0) {
      epoll.close();
      throw Failures.of(bell);
    }
    Epoll opened = new Epoll(epoll, new Descriptor(bell));
    int answer =
        opened.control(Constants.EPOLL_CTL_ADD, bell, Constants.EPOLLIN | Constants.EPOLLET, BELL);
    if (answer < 0) {
      opened.close();
      throw Failures.of(answer);
    }
    return opened;
  }

  /** Has the system tell of a descriptor with a token; what can be done already counts as news. */
  int control(int operation, int fd, int wanted, long token) {
    if (!epoll.enter()) {
      return 0;
    }
    try {
      MemorySegment event = Scratch.ofThread().small();
      event.set(JAVA_INT, 0, wanted);
      event.set(JAVA_LONG_UNALIGNED, TOKEN_AT, token);
      return Libc.epollControl(epoll.number(), operation, fd, event);
    } finally {
      epoll.leave();
    }
  }

  /**
   * Waits for news of sockets, or the bell.
   *
   * @param nanos how long at most, 0 for not at all; rounded up to milliseconds before Linux 5.11
   * @return how many there are
   */
  int await(long nanos) throws IOException {
    if (!epoll.enter()) {
      return 0;
    }
    try {
      int count = precise ? awaitPrecisely(Math.max(0, nanos)) : awaitMillis(nanos);
      return count == -Constants.EINTR ? 0 : Failures.check(count);
    } finally {
      epoll.leave();
    }
  }

  /** A filter of system calls may say that what it doesn't know isn't permitted. */
  private int awaitPrecisely(long nanos) {
    span.set(JAVA_LONG, 0, nanos / TimeUnit.SECONDS.toNanos(1));
    span.set(JAVA_LONG, Long.BYTES, nanos % TimeUnit.SECONDS.toNanos(1));
    int count = Libc.epollPreciseWait(epoll.number(), events, IoDriver.PORTION, span);
    if (count == -Constants.ENOSYS || count == -Constants.EPERM) {
      precise = false;
      return awaitMillis(nanos);
    }
    return count;
  }

  private int awaitMillis(long nanos) {
    return Libc.epollWait(epoll.number(), events, IoDriver.PORTION, millis(nanos));
  }

  /** A timer must not be found too early; and there are no more than 24 days in a wait. */
  private static int millis(long nanos) {
    long millis = nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  long token(int index) {
    return events.get(JAVA_LONG_UNALIGNED, index * EVENT_SIZE + TOKEN_AT);
  }

  int events(int index) {
    return events.get(JAVA_INT_UNALIGNED, index * EVENT_SIZE);
  }

  /** Ends the wait that is under way. Callable from any thread. */
  void ring() {
    if (bell.enter()) {
      try {
        int unused = Libc.eventfdWrite(bell.number(), 1);
      } finally {
        bell.leave();
      }
    }
  }

  void close() {
    bell.close();
    epoll.close();
  }
}
