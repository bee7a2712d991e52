package dev.weft.internal.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Functions of the C library, as they are, but for one thing: what has failed returns the negative
 * number of the error, as the kernel has it, so that no caller has to look at {@code errno}.
 *
 * <p>None of them is called as a <em>critical</em> function, though that would save some ten
 * nanoseconds: a thread that is in one holds up the garbage collector, and the kernel may take long
 * even for a call that doesn't wait.
 */
@SuppressWarnings("restricted") // nobody comes here unless native access is granted
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle SOCKET = of("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = of("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = of("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LISTEN = of("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CONNECT = of("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle ACCEPT =
      of("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle SHUTDOWN = of("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle NAME = of("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle GET_OPTION =
      of("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SET_OPTION =
      of("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECEIVE =
      of("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECEIVE_FROM =
      of("recvfrom", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SEND =
      of("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND_TO =
      of("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SEND_MESSAGE =
      of("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle POLL = of("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle EPOLL_CREATE = of("epoll_create1", JAVA_INT, JAVA_INT);
  private static final MethodHandle EPOLL_CONTROL =
      of("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle EPOLL_WAIT =
      of("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle EVENT_FD = of("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle EVENT_FD_WRITE =
      of("eventfd_write", JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle ERROR_TEXT =
      LINKER.downcallHandle(
          LINKER.defaultLookup().find("strerror").orElseThrow(),
          FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private static final long LONGEST_TEXT = 256;

  private Libc() {}

  private static MethodHandle of(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.captureCallState("errno"));
  }

  /** A method handle of the linker's throws nothing, but says that it may throw anything. */
  private static AssertionError impossible(Throwable thrown) {
    return new AssertionError(thrown);
  }

  private static int answer(int result, Scratch scratch) {
    return result < 0 ? -scratch.error() : result;
  }

  private static long answer(long result, Scratch scratch) {
    return result < 0 ? -scratch.error() : result;
  }

  static int socket(int family, int type, int protocol) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) SOCKET.invokeExact(scratch.state(), family, type, protocol), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int close(int fd) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) CLOSE.invokeExact(scratch.state(), fd), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int bind(int fd, MemorySegment address, int length) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) BIND.invokeExact(scratch.state(), fd, address, length), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int listen(int fd, int backlog) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) LISTEN.invokeExact(scratch.state(), fd, backlog), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int connect(int fd, MemorySegment address, int length) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) CONNECT.invokeExact(scratch.state(), fd, address, length), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int accept4(int fd, MemorySegment address, MemorySegment length, int flags) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) ACCEPT.invokeExact(scratch.state(), fd, address, length, flags), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int shutdown(int fd, int how) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) SHUTDOWN.invokeExact(scratch.state(), fd, how), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int getsockname(int fd, MemorySegment address, MemorySegment length) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) NAME.invokeExact(scratch.state(), fd, address, length), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int getsockopt(int fd, int level, int name, MemorySegment value, MemorySegment length) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result = (int) GET_OPTION.invokeExact(scratch.state(), fd, level, name, value, length);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int setsockopt(int fd, int level, int name, MemorySegment value, int length) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result = (int) SET_OPTION.invokeExact(scratch.state(), fd, level, name, value, length);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static long recv(int fd, MemorySegment target, long length, Scratch scratch) {
    try {
      return answer((long) RECEIVE.invokeExact(scratch.state(), fd, target, length, 0), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static long recvfrom(
      int fd, MemorySegment target, long length, MemorySegment address, MemorySegment size) {
    Scratch scratch = Scratch.ofThread();
    try {
      long result =
          (long) RECEIVE_FROM.invokeExact(scratch.state(), fd, target, length, 0, address, size);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static long send(int fd, MemorySegment source, long length, Scratch scratch) {
    try {
      long result =
          (long) SEND.invokeExact(scratch.state(), fd, source, length, Constants.MSG_NOSIGNAL);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static long sendto(int fd, MemorySegment source, long length, MemorySegment address, int size) {
    Scratch scratch = Scratch.ofThread();
    try {
      long result =
          (long)
              SEND_TO.invokeExact(
                  scratch.state(), fd, source, length, Constants.MSG_NOSIGNAL, address, size);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static long sendmsg(int fd, MemorySegment message) {
    Scratch scratch = Scratch.ofThread();
    try {
      long result =
          (long) SEND_MESSAGE.invokeExact(scratch.state(), fd, message, Constants.MSG_NOSIGNAL);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int poll(MemorySegment descriptors, long count, int millis) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) POLL.invokeExact(scratch.state(), descriptors, count, millis), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int epollCreate(int flags) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) EPOLL_CREATE.invokeExact(scratch.state(), flags), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int epollControl(int epoll, int operation, int fd, MemorySegment event) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result = (int) EPOLL_CONTROL.invokeExact(scratch.state(), epoll, operation, fd, event);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int epollWait(int epoll, MemorySegment events, int count, int millis) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result = (int) EPOLL_WAIT.invokeExact(scratch.state(), epoll, events, count, millis);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int eventfd(int flags) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) EVENT_FD.invokeExact(scratch.state(), 0, flags), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int eventfdWrite(int fd, long value) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) EVENT_FD_WRITE.invokeExact(scratch.state(), fd, value), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  /** What the system says of an error. */
  static String text(int error) {
    try {
      MemorySegment text = (MemorySegment) ERROR_TEXT.invokeExact(error);
      return text.reinterpret(LONGEST_TEXT).getString(0);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }
}
