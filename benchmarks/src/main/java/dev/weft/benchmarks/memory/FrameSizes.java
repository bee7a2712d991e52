package dev.weft.benchmarks.memory;

import java.io.PrintStream;
import java.util.List;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.vm.VM;

/** Prints the bytes that a suspended call keeps, as JOL sees them in this JVM. */
public final class FrameSizes {
  /** What a frame may take beyond the values that it keeps. */
  static final long OVERHEAD = 24;

  private FrameSizes() {}

  /**
   * A frame.
   *
   * @param method the method it belongs to
   * @param kept bytes of the values that the method needs after its await
   * @param layout what JOL says
   */
  record Frame(String method, long kept, ClassLayout layout) {
    long size() {
      return layout.instanceSize();
    }
  }

  /** All frames, in a JVM with compressed references. */
  static List<Frame> frames() {
    return List.of(
        frame("nothing", 0),
        frame("oneInt", 4),
        frame("oneReference", 4),
        frame("receiver", 4),
        frame("referenceIntLong", 16));
  }

  private static Frame frame(String method, long kept) {
    return new Frame(method, kept, layout(Suspended.class.getName() + "$" + method + "$Frame"));
  }

  static ClassLayout layout(String className) {
    try {
      return ClassLayout.parseClass(Class.forName(className));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(className + ": was it woven?", e);
    }
  }

  public static void main(String[] args) {
    PrintStream out = System.out;
    out.println(VM.current().details());
    frames().forEach(frame -> out.println(frame.layout().toPrintable()));
    out.println(layout("dev.weft.internal.task.Task").toPrintable());
    out.println("| suspended call keeps | bytes | of them beyond what it keeps |");
    out.println("|---|---|---|");
    for (Frame frame : frames()) {
      long beyond = frame.size() - frame.kept();
      out.printf("| %s, %d bytes | %d | %d |%n", frame.method, frame.kept, frame.size(), beyond);
    }
  }
}
