package dev.weft.internal.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * Memory that one thread lends the system for the time of a call. What is in it counts until the
 * next call.
 */
final class Scratch {
  /** How many bytes of a buffer in the heap go to or from the system at once: any datagram. */
  static final int ROOM = 1 << 16;

  /** Addresses, options and such. */
  private static final int SMALL = 256;

  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERROR =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private final MemorySegment state = Arena.ofAuto().allocate(STATE);
  private final MemorySegment small = Arena.ofAuto().allocate(SMALL, Long.BYTES);
  private final MemorySegment length = Arena.ofAuto().allocate(JAVA_INT);
  private @Nullable MemorySegment large;

  private Scratch() {}

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /** Where a call leaves its error. */
  MemorySegment state() {
    return state;
  }

  /** The error of the last call that has failed. */
  int error() {
    return state.get(JAVA_INT, ERROR);
  }

  /** Room for an address or the value of an option. */
  MemorySegment small() {
    return small;
  }

  /** The size of what is in {@link #small}, which a call reads and writes. */
  MemorySegment length(int value) {
    length.set(JAVA_INT, 0, value);
    return length;
  }

  /** The size that a call has written. */
  int length() {
    return length.get(JAVA_INT, 0);
  }

  /** {@link #ROOM} for what goes in or out. */
  MemorySegment large() {
    if (large == null) {
      large = Arena.ofAuto().allocate(ROOM, Long.BYTES);
    }
    return large;
  }
}
