package dev.weft.internal.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The names of users and groups of the system, which the JDK looks up the other way round only. */
@SuppressWarnings("restricted") // nobody comes here unless native access is granted
final class Accounts {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle USER = of("getpwuid_r");
  private static final MethodHandle GROUP = of("getgrgid_r");

  /** More than {@code passwd} and {@code group} have, whose first field is the name. */
  private static final int RECORD = 128;

  private static final long TEXTS = 16_384;

  private Accounts() {}

  private static MethodHandle of(String name) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static String user(int number) {
    return name(USER, number);
  }

  static String group(int number) {
    return name(GROUP, number);
  }

  /** The number in digits if there is no name, which the JDK understands as well. */
  private static String name(MethodHandle function, int number) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(RECORD, Long.BYTES);
      MemorySegment texts = arena.allocate(TEXTS, Long.BYTES);
      MemorySegment result = arena.allocate(ADDRESS);
      int answer = (int) function.invokeExact(number, found, texts, TEXTS, result);
      boolean known = answer == 0 && !result.get(ADDRESS, 0).equals(MemorySegment.NULL);
      return known
          ? found.get(ADDRESS, 0).reinterpret(TEXTS).getString(0)
          : Integer.toUnsignedString(number);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }
}
