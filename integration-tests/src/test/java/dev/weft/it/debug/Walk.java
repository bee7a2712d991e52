package dev.weft.it.debug;

import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.request.StepRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Steps through a method as a debugger's user would, and notes the places where it stops. */
abstract sealed class Walk implements Consumer<LocatableEvent> {
  private final List<Stop> stops = new ArrayList<>();

  final Debuggee debuggee;
  private final String method;

  private Walk(Debuggee debuggee, String method) {
    this.debuggee = debuggee;
    this.method = method;
    debuggee.onClasses("debugged.Program*", this::begin);
  }

  /** The places, the first line of the method first. */
  final List<Stop> stops() {
    debuggee.run(this);
    return stops;
  }

  private void begin(ReferenceType type) {
    for (Method found : type.methodsByName(method)) {
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
      stopped(event, at.name().equals(method));
    }
  }

  final void note(LocatableEvent event) {
    stops.add(Stop.of(event));
  }

  abstract void stopped(LocatableEvent event, boolean inside);

  /** Steps until the method is left, into the first call or over all. */
  static final class Steps extends Walk {
    private final int depth;

    Steps(Debuggee debuggee, String method, int depth) {
      super(debuggee, method);
      this.depth = depth;
    }

    @Override
    void stopped(LocatableEvent event, boolean inside) {
      debuggee.removeBreakpoints();
      note(event);
      if (inside) {
        debuggee.step(event.thread(), depth);
      }
    }
  }

  /**
   * Steps over each line, and waits on the method's other lines while that is suspended. What is
   * stepped to in the middle of a line doesn't count: there one can't wait.
   */
  static final class StepsAndWaits extends Walk {
    StepsAndWaits(Debuggee debuggee, String method) {
      super(debuggee, method);
    }

    @Override
    void stopped(LocatableEvent event, boolean inside) {
      if (inside) {
        debuggee.removeBreakpoints();
        if (Debuggee.lines(event.location().method()).contains(event.location())) {
          note(event);
        }
        Debuggee.lines(event.location().method()).stream()
            .filter(line -> line.lineNumber() != event.location().lineNumber())
            .forEach(debuggee::breakAt);
        debuggee.step(event.thread(), StepRequest.STEP_OVER);
      }
    }
  }
}
