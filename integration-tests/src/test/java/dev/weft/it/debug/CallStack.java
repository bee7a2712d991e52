package dev.weft.it.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.InvocationException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The callers of the code at which a thread stands, as a debugger finds them: those on the thread's
 * stack, and behind the frame of {@code Strand.unwind} those that wait for it.
 */
final class CallStack {
  private static final String PROGRAM = "debugged.Program";

  private final ThreadReference thread;
  private final List<String> callers = new ArrayList<>();

  private CallStack(ThreadReference thread) {
    this.thread = thread;
  }

  /** The program's methods, with the lines where they wait, innermost first. */
  static List<String> of(ThreadReference thread) {
    CallStack stack = new CallStack(thread);
    try {
      for (int i = 1; i < thread.frameCount(); i++) {
        stack.add(i);
      }
    } catch (IncompatibleThreadStateException
        | AbsentInformationException
        | InvalidTypeException
        | ClassNotLoadedException
        | InvocationException e) {
      throw new AssertionError(e);
    }
    return stack.callers;
  }

  private void add(int index)
      throws IncompatibleThreadStateException,
          AbsentInformationException,
          InvalidTypeException,
          ClassNotLoadedException,
          InvocationException {
    StackFrame frame = thread.frame(index);
    Location location = frame.location();
    String type = location.declaringType().name();
    if (type.startsWith(PROGRAM) && location.lineNumber() >= 0) {
      callers.add(location.method().name() + ":" + location.lineNumber());
    } else if (type.equals("dev.weft.abi.Strand") && location.method().name().equals("unwind")) {
      addWaiting(frame);
    }
  }

  private void addWaiting(StackFrame unwind)
      throws AbsentInformationException,
          InvalidTypeException,
          ClassNotLoadedException,
          IncompatibleThreadStateException,
          InvocationException {
    Value next = unwind.getValue(unwind.visibleVariableByName("next"));
    if (next == null) {
      return;
    }
    ObjectReference lines = invoke((ObjectReference) next, "logicalStack");
    for (Value line : ((ArrayReference) invoke(lines, "toArray")).getValues()) {
      ObjectReference element = (ObjectReference) line;
      callers.add(field(element, "methodName") + ":" + field(element, "lineNumber"));
    }
  }

  /** Calls a method without arguments. */
  private ObjectReference invoke(ObjectReference object, String method)
      throws InvalidTypeException,
          ClassNotLoadedException,
          IncompatibleThreadStateException,
          InvocationException {
    Method found =
        object.referenceType().methodsByName(method).stream()
            .filter(each -> each.argumentTypeNames().isEmpty() && !each.isAbstract())
            .findFirst()
            .orElseThrow();
    return (ObjectReference)
        object.invokeMethod(thread, found, List.of(), ClassType.INVOKE_SINGLE_THREADED);
  }

  private static String field(ObjectReference object, String name) {
    String value = String.valueOf(object.getValue(object.referenceType().fieldByName(name)));
    return value.replace("\"", "");
  }
}
