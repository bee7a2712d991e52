package dev.weft.it.debug;

import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.request.StepRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Steps through methods, one after the other, as a debugger's user would, and notes the places
 * where it stops.
 */
abstract sealed class Walk implements Consumer<LocatableEvent> {
  private final Map<String, List<Stop>> stops = new LinkedHashMap<>();

  final Debuggee debuggee;
  private String method = "";

  private Walk(Debuggee debuggee, List<String> methods) {
    this.debuggee = debuggee;
    debuggee.onClasses("debugged.Program*", type -> methods.forEach(name -> begin(type, name)));
  }

  /** The places by the method that was gone through, its first line first. */
  final Map<String, List<Stop>> stops() {
    debuggee.run(this);
    return stops;
  }

  private void begin(ReferenceType type, String name) {
    for (Method found : type.methodsByName(name)) {
      Debuggee.lines(found).stream().findFirst().ifPresent(debuggee::breakAt);
    }
  }

  /** Debuggers step past synthetic methods, but not past lambdas. */
  @Override
  public final void accept(LocatableEvent event) {
    Method at = event.location().method();
    if (at.isSynthetic() && !at.name().startsWith("lambda$")) {
      debuggee.step(event.thread(), StepRequest.STEP_OVER);
    } else {
      debuggee.endSteps();
      if (event instanceof BreakpointEvent) {
        method = at.name();
      }
      stopped(event, at.name().equals(method));
    }
  }

  final void note(LocatableEvent event) {
    stops.computeIfAbsent(method, name -> new ArrayList<>()).add(Stop.of(event));
  }

  abstract void stopped(LocatableEvent event, boolean inside);

  /** Steps until the method is left, into the first call or over all. */
  static final class Steps extends Walk {
    private final int depth;

    Steps(Debuggee debuggee, List<String> methods, int depth) {
      super(debuggee, methods);
      this.depth = depth;
    }

    @Override
    void stopped(LocatableEvent event, boolean inside) {
      note(event);
      if (inside) {
        debuggee.removeBreakpoints(event.location().method());
        debuggee.step(event.thread(), depth);
      }
    }
  }

  /**
   * Steps over each line, and waits on the method's other lines while that is suspended. What is
   * stepped to in the middle of a line doesn't count: there one can't wait.
   */
  static final class StepsAndWaits extends Walk {
    StepsAndWaits(Debuggee debuggee, List<String> methods) {
      super(debuggee, methods);
    }

    @Override
    void stopped(LocatableEvent event, boolean inside) {
      if (inside) {
        Location at = event.location();
        debuggee.removeBreakpoints(at.method());
        if (Debuggee.lines(at.method()).contains(at)) {
          note(event);
        }
        Debuggee.lines(at.method()).stream()
            .filter(line -> line.lineNumber() != at.lineNumber())
            .forEach(debuggee::breakAt);
        debuggee.step(event.thread(), StepRequest.STEP_OVER);
      }
    }
  }
}
