package dev.weft.it.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import com.sun.jdi.event.LocatableEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A place where the program stopped.
 *
 * @param method the method's name
 * @param line its line there
 * @param receiver whether it has one
 * @param variables the visible ones with their values
 * @param callers the methods that wait for it, with their lines, innermost first
 */
record Stop(
    String method,
    int line,
    boolean receiver,
    Map<String, String> variables,
    List<String> callers) {
  static Stop of(LocatableEvent event) {
    try {
      StackFrame frame = event.thread().frame(0);
      Map<String, String> variables = new TreeMap<>();
      for (LocalVariable variable : frame.visibleVariables()) {
        String former = variables.put(variable.name(), describe(frame.getValue(variable)));
        if (former != null) {
          throw new AssertionError(variable.name() + " is there twice at " + event.location());
        }
      }
      return new Stop(
          event.location().method().name(),
          event.location().lineNumber(),
          frame.thisObject() != null,
          variables,
          CallStack.of(event.thread()));
    } catch (IncompatibleThreadStateException | AbsentInformationException e) {
      throw new AssertionError(e);
    }
  }

  /** A value in a way that doesn't depend on the runtime's classes. */
  private static String describe(Value value) {
    if (value == null || value instanceof PrimitiveValue || value instanceof StringReference) {
      return String.valueOf(value);
    } else if (value instanceof ArrayReference array) {
      return array.getValues().stream().map(Stop::describe).collect(Collectors.joining(" "));
    }
    ObjectReference object = (ObjectReference) value;
    String type = object.referenceType().name();
    return type.equals("java.lang.Integer")
        ? describe(object.getValue(object.referenceType().fieldByName("value")))
        : type.startsWith("java.") ? type : "object";
  }
}
