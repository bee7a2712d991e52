package dev.weft.abi;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one run of an async method; the weaver makes a subclass for each method.
 *
 * <p>A frame comes into being in one of two ways. The stub of an async method makes an unstarted
 * one that holds the arguments: the lazy future that the caller gets. Or a body that was called
 * directly makes one when it suspends for the first time. Either way there is at most one for each
 * run, and the linked frames of a strand are its logical stack.
 *
 * <p>Not for users.
 */
public abstract class AsyncFrame implements Future<@Nullable Object> {
  /** The state of a frame that nobody has started yet. */
  static final int UNSTARTED = 0;

  /** The state of a frame whose body starts from the beginning, with arguments from the frame. */
  static final int START = -1;

  /**
   * Where the body goes on: {@code UNSTARTED}, {@code START} or the number of an await, from 1.
   * Written by the strand that runs the frame, by nobody else.
   */
  private int state;

  /**
   * The frame that waits for this one; null in the outermost one and in one that isn't linked. In a
   * frame that is being resumed, what it goes on with: the strand may be old, and a collector's
   * barrier for a young object in an old one is a fence, while frames mostly are as young as what
   * they are given. While frames are being linked, see {@link #append}.
   */
  private @Nullable Object caller;

  /** An unstarted frame. */
  protected AsyncFrame() {}

  /**
   * Runs the body from where {@link #state()} says.
   *
   * @param strand the strand that runs it
   * @return the boxed result or {@link Poll#PENDING}
   * @throws Throwable what the body throws
   */
  protected abstract @Nullable Object resume(Strand strand) throws Throwable;

  /**
   * Where the body can be suspended, for logical stack traces, in lines that end in line feeds: the
   * class's name, the method's name, the source file, then the source line of each state from 0 on.
   * Behind that stand, each after a space, the numbers of the variables that the fields hold in
   * that state, in the order of the fields, or {@code =} for the same as in the state before. A
   * last line that begins with a space gives the names of the variables, from number 0 on.
   *
   * @return the table, or null where there is none
   */
  protected @Nullable String table() {
    return null;
  }

  /**
   * The number of the await to go on from.
   *
   * @return the state
   */
  public final int state() {
    return state;
  }

  /**
   * Links this frame into a strand that is being suspended.
   *
   * @param strand the strand that runs the body
   * @param state the number of the await
   */
  public final void suspend(Strand strand, int state) {
    this.state = state;
    strand.push(this);
  }

  /** Marks this frame as started. A future is single-shot. */
  final void claim() {
    if (state != UNSTARTED) {
      throw new IllegalStateException(
          "this future was started already: "
              + this
              + "; a future is single-shot, call the async method again or spawn it once and"
              + " await the JoinHandle");
    }
    state = START;
  }

  /**
   * What the await that this frame goes on from gives.
   *
   * @param strand the strand that runs the body
   * @return the value
   * @throws Throwable the failure
   */
  public final @Nullable Object take(Strand strand) throws Throwable {
    strand.throwFailure();
    Object value = caller;
    if (value != null) {
      caller = null;
    }
    return value;
  }

  /** The frame that waits for this suspended one. */
  final @Nullable AsyncFrame caller() {
    return (AsyncFrame) caller;
  }

  /** The same for a thread that doesn't run the strand, and may see what is no frame. */
  final @Nullable AsyncFrame waitingCaller() {
    return caller instanceof AsyncFrame frame ? frame : null;
  }

  /** Has this frame hold what it goes on with, and gives the frame that has waited for it. */
  final @Nullable AsyncFrame unlink(@Nullable Object value) {
    AsyncFrame next = (AsyncFrame) caller;
    if (value != next) {
      caller = value;
    }
    return next;
  }

  /**
   * Links a frame behind those that were linked behind this one. Until {@link #close} they form a
   * ring, so that the strand need not know the last: this frame points to that, and that to the
   * second.
   */
  final void append(AsyncFrame frame) {
    AsyncFrame last = (AsyncFrame) caller;
    if (last == null) {
      frame.caller = frame;
    } else {
      frame.caller = last.caller;
      last.caller = frame;
    }
    caller = frame;
  }

  /** Makes a chain of the ring that begins here, and hangs those behind it that wait already. */
  final void close(@Nullable AsyncFrame rest) {
    AsyncFrame last = (AsyncFrame) caller;
    if (last != null) {
      Object second = last.caller;
      last.caller = rest;
      caller = second;
    } else if (rest != null) {
      caller = rest;
    }
  }

  /**
   * The error for a state that the body doesn't know.
   *
   * @param frame the frame
   * @return the error to throw
   */
  public static IllegalStateException unknownState(AsyncFrame frame) {
    return new IllegalStateException(frame + " can't go on from state " + frame.state);
  }

  /** The place of its method, in the form of {@link Traces#place}. */
  final String site() {
    String table = table();
    return table == null ? getClass().getName() + "\nresume\n\n-1" : table;
  }

  /** Where this frame is suspended, or where its method is declared while it has not started. */
  final @Nullable StackTraceElement location() {
    FrameTable table = FrameTable.of(this);
    return table == null ? null : table.element(index());
  }

  /**
   * Where this frame waits, and those that wait for it. For debuggers: the callers of code that
   * goes on after an await aren't on the thread's stack, and the first of them is the variable
   * {@code next} of {@link Strand}'s method {@code unwind}.
   *
   * @return the lines, innermost first
   */
  public final List<StackTraceElement> logicalStack() {
    return Suspension.lines(this);
  }

  /** The state by its number in the table. */
  final int index() {
    return Math.max(0, state);
  }

  @Override
  public final @Nullable Object poll(Context context) throws Throwable {
    PolledFrame polled = caller instanceof PolledFrame p ? p : new PolledFrame(this, context);
    Object answer = polled.branch.poll(context);
    caller = answer == Poll.PENDING ? polled : null;
    return answer;
  }

  @Override
  public final @Nullable Object cancel(Context context) throws Throwable {
    return caller instanceof PolledFrame p ? p.branch.cancel(context) : Poll.CANCELLED;
  }

  @Override
  public String toString() {
    StackTraceElement location = location();
    return location == null ? getClass().getName() : location.toString();
  }

  /**
   * Marks a frame that is polled as a plain future, by code that doesn't run it on its own strand,
   * and holds the strand it got for that.
   */
  private static final class PolledFrame extends AsyncFrame {
    final Future<?> branch;

    PolledFrame(AsyncFrame frame, Context context) {
      branch = ((Strand) context).branch(frame);
    }

    @Override
    protected @Nullable Object resume(Strand strand) throws Throwable {
      return take(strand);
    }
  }
}
