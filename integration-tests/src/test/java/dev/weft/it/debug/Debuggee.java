package dev.weft.it.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.connect.VMStartException;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program under a debugger, in a JVM of its own that listens to nobody else. */
final class Debuggee implements AutoCloseable {
  /** What debuggers step past unless told otherwise. */
  private static final List<String> NOT_THE_USERS =
      List.of("dev.weft.*", "java.*", "jdk.*", "sun.*");

  /** Only ends what hangs. */
  private static final long LIMIT_MINUTES = 5;

  private final VirtualMachine machine;

  private Debuggee(VirtualMachine machine) {
    this.machine = machine;
    CompletableFuture.delayedExecutor(LIMIT_MINUTES, TimeUnit.MINUTES).execute(this::close);
  }

  /**
   * The JDKs whose programs this one's debugger can start: older ones refuse options of its own.
   */
  static Stream<Jdk> jdks() {
    return Jdks.all().stream().filter(jdk -> jdk.feature() >= Jdks.running().feature());
  }

  /** Starts a program, which waits until {@link #run} lets it go. */
  static Debuggee launch(Jdk jdk, String classPath, String main) {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("home").setValue(jdk.home().toString());
    arguments.get("options").setValue("-Xverify:all -XX:TieredStopAtLevel=1 -cp " + classPath);
    arguments.get("main").setValue(main);
    try {
      return new Debuggee(connector.launch(arguments));
    } catch (IOException | IllegalConnectorArgumentsException | VMStartException e) {
      throw new AssertionError("can't start " + main + " on " + jdk, e);
    }
  }

  /** Has each class of the program looked at before it runs. */
  void onClasses(String pattern, Consumer<ReferenceType> look) {
    ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
    request.addClassFilter(pattern);
    request.putProperty(Consumer.class, look);
    request.enable();
  }

  /** Sets a breakpoint wherever a line begins that is wanted, as IDEs do. */
  void breakAt(ReferenceType type, Predicate<Location> wanted) {
    for (Method method : type.methods()) {
      lines(method).stream().filter(wanted).forEach(this::breakAt);
    }
  }

  /** Sets a breakpoint. */
  void breakAt(Location location) {
    machine.eventRequestManager().createBreakpointRequest(location).enable();
  }

  /** Where the lines of a method begin. */
  static List<Location> lines(Method method) {
    try {
      return method.isAbstract() || method.isNative() ? List.of() : method.allLineLocations();
    } catch (AbsentInformationException e) {
      return List.of();
    }
  }

  /** Removes the breakpoints of a method. */
  void removeBreakpoints(Method method) {
    List<BreakpointRequest> there =
        machine.eventRequestManager().breakpointRequests().stream()
            .filter(request -> request.location().method().equals(method))
            .toList();
    machine.eventRequestManager().deleteEventRequests(there);
  }

  /** Has a thread stop after a step; there is one step at a time. */
  void step(ThreadReference thread, int depth) {
    endSteps();
    StepRequest request =
        machine.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, depth);
    NOT_THE_USERS.forEach(request::addClassExclusionFilter);
    request.addCountFilter(1);
    request.enable();
  }

  /** Forgets steps that have not stopped yet. */
  void endSteps() {
    List<? extends EventRequest> steps = machine.eventRequestManager().stepRequests();
    machine.eventRequestManager().deleteEventRequests(List.copyOf(steps));
  }

  /**
   * Lets the program go, and tells of each stop, which several requests may have asked for; ends
   * with the program.
   */
  void run(Consumer<LocatableEvent> stopped) {
    try {
      boolean running = true;
      while (running) {
        EventSet events = machine.eventQueue().remove();
        Event first = events.iterator().next();
        running = !(first instanceof VMDisconnectEvent);
        handle(first, stopped);
        events.resume();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static void handle(Event event, Consumer<LocatableEvent> stopped) {
    if (event instanceof ClassPrepareEvent prepared) {
      Consumer<ReferenceType> look =
          (Consumer<ReferenceType>) event.request().getProperty(Consumer.class);
      look.accept(prepared.referenceType());
    } else if (event instanceof LocatableEvent located) {
      stopped.accept(located);
    }
  }

  /** What the program, which has ended, wrote. */
  String output() {
    try (InputStream stream = machine.process().getInputStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    machine.process().destroyForcibly();
  }
}
