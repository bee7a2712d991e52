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
 *
 * <p>Each is linked when it is called for the first time, as that takes the JVM some milliseconds.
 */
@SuppressWarnings("restricted") // nobody comes here unless native access is granted
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();

  private static final class Socket {
    static final MethodHandle CALL = of("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  }

  private static final class Close {
    static final MethodHandle CALL = of("close", JAVA_INT, JAVA_INT);
  }

  private static final class Bind {
    static final MethodHandle CALL = of("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  }

  private static final class Listen {
    static final MethodHandle CALL = of("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  }

  private static final class Connect {
    static final MethodHandle CALL = of("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  }

  private static final class Accept {
    static final MethodHandle CALL = of("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  }

  private static final class Shutdown {
    static final MethodHandle CALL = of("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
  }

  private static final class Name {
    static final MethodHandle CALL = of("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  }

  private static final class GetOption {
    static final MethodHandle CALL =
        of("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  }

  private static final class SetOption {
    static final MethodHandle CALL =
        of("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  }

  private static final class Receive {
    static final MethodHandle CALL = of("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  }

  private static final class ReceiveFrom {
    static final MethodHandle CALL =
        of("recvfrom", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
  }

  private static final class Send {
    static final MethodHandle CALL = of("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  }

  private static final class SendTo {
    static final MethodHandle CALL =
        of("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  }

  private static final class SendMessage {
    static final MethodHandle CALL = of("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  }

  private static final class EpollCreate {
    static final MethodHandle CALL = of("epoll_create1", JAVA_INT, JAVA_INT);
  }

  private static final class EpollControl {
    static final MethodHandle CALL =
        of("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  }

  private static final class EpollWait {
    static final MethodHandle CALL =
        of("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  }

  private static final class EpollPreciseWait {
    static final MethodHandle CALL =
        of("epoll_pwait2", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
  }

  private static final class EventFd {
    static final MethodHandle CALL = of("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  }

  private static final class EventFdWrite {
    static final MethodHandle CALL = of("eventfd_write", JAVA_INT, JAVA_INT, JAVA_LONG);
  }

  private static final class ErrorText {
    static final MethodHandle CALL =
        LINKER.downcallHandle(
            LINKER.defaultLookup().find("strerror").orElseThrow(),
            FunctionDescriptor.of(ADDRESS, JAVA_INT));
  }

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
      return answer(
          (int) Socket.CALL.invokeExact(scratch.state(), family, type, protocol), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int close(int fd) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) Close.CALL.invokeExact(scratch.state(), fd), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int bind(int fd, MemorySegment address, int length) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) Bind.CALL.invokeExact(scratch.state(), fd, address, length), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int listen(int fd, int backlog) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) Listen.CALL.invokeExact(scratch.state(), fd, backlog), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int connect(int fd, MemorySegment address, int length) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) Connect.CALL.invokeExact(scratch.state(), fd, address, length), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int accept4(int fd, MemorySegment address, MemorySegment length, int flags) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer(
          (int) Accept.CALL.invokeExact(scratch.state(), fd, address, length, flags), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int shutdown(int fd, int how) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) Shutdown.CALL.invokeExact(scratch.state(), fd, how), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int getsockname(int fd, MemorySegment address, MemorySegment length) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) Name.CALL.invokeExact(scratch.state(), fd, address, length), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int getsockopt(int fd, int level, int name, MemorySegment value, MemorySegment length) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result =
          (int) GetOption.CALL.invokeExact(scratch.state(), fd, level, name, value, length);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int setsockopt(int fd, int level, int name, MemorySegment value, int length) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result =
          (int) SetOption.CALL.invokeExact(scratch.state(), fd, level, name, value, length);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static long recv(int fd, MemorySegment target, long length, Scratch scratch) {
    try {
      return answer(
          (long) Receive.CALL.invokeExact(scratch.state(), fd, target, length, 0), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static long recvfrom(
      int fd, MemorySegment target, long length, MemorySegment address, MemorySegment size) {
    Scratch scratch = Scratch.ofThread();
    try {
      long result =
          (long)
              ReceiveFrom.CALL.invokeExact(scratch.state(), fd, target, length, 0, address, size);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static long send(int fd, MemorySegment source, long length, Scratch scratch) {
    try {
      long result =
          (long) Send.CALL.invokeExact(scratch.state(), fd, source, length, Constants.MSG_NOSIGNAL);
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
              SendTo.CALL.invokeExact(
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
          (long) SendMessage.CALL.invokeExact(scratch.state(), fd, message, Constants.MSG_NOSIGNAL);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int epollCreate(int flags) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) EpollCreate.CALL.invokeExact(scratch.state(), flags), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int epollControl(int epoll, int operation, int fd, MemorySegment event) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result =
          (int) EpollControl.CALL.invokeExact(scratch.state(), epoll, operation, fd, event);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int epollWait(int epoll, MemorySegment events, int count, int millis) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result = (int) EpollWait.CALL.invokeExact(scratch.state(), epoll, events, count, millis);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  /** Whether the library has {@link #epollPreciseWait}; the kernel may still be too old for it. */
  static boolean hasEpollPreciseWait() {
    return LINKER.defaultLookup().find("epoll_pwait2").isPresent();
  }

  static int epollPreciseWait(int epoll, MemorySegment events, int count, MemorySegment span) {
    Scratch scratch = Scratch.ofThread();
    try {
      int result =
          (int)
              EpollPreciseWait.CALL.invokeExact(
                  scratch.state(), epoll, events, count, span, MemorySegment.NULL);
      return answer(result, scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int eventfd(int flags) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) EventFd.CALL.invokeExact(scratch.state(), 0, flags), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  static int eventfdWrite(int fd, long value) {
    Scratch scratch = Scratch.ofThread();
    try {
      return answer((int) EventFdWrite.CALL.invokeExact(scratch.state(), fd, value), scratch);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }

  /** What the system says of an error. */
  static String text(int error) {
    try {
      MemorySegment text = (MemorySegment) ErrorText.CALL.invokeExact(error);
      return text.reinterpret(LONGEST_TEXT).getString(0);
    } catch (Throwable t) {
      throw impossible(t);
    }
  }
}
