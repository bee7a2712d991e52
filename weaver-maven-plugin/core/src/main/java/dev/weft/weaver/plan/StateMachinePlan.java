package dev.weft.weaver.plan;

import dev.weft.weaver.scan.AsyncMethod;
import java.util.List;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * All that is decided about one method before a single instruction is written.
 *
 * @param owner the class that declares it, with slashes
 * @param inInterface whether that is an interface
 * @param classVersion the class file's version
 * @param method the method
 * @param arguments the arguments that its start needs, as the frame keeps them
 * @param entry the types at its start
 * @param points its awaits
 * @param headers the headers of its loops with awaits
 * @param tails the returns, each with what becomes of it
 * @param fields the fields of the frame
 * @param variables where a debugger may show which variable
 */
public record StateMachinePlan(
    String owner,
    boolean inInterface,
    int classVersion,
    AsyncMethod method,
    List<Spill> arguments,
    Frame<BasicValue> entry,
    List<SuspendPoint> points,
    List<LoopHeader> headers,
    List<Tail> tails,
    List<FrameField> fields,
    List<VariableRange> variables) {
  /** Whether a resumed body has to find its way through loops. */
  public boolean hasLoops() {
    return !headers.isEmpty();
  }

  /**
   * A hash of what each state keeps and where, and what lies on the stack there, the same for the
   * same plan in every run: a body can go on only from a frame that a body of the same shape has
   * left.
   */
  public int shape() {
    int hash = shape(arguments, 0);
    for (SuspendPoint point : points) {
      hash =
          shape(
              point.keptOperands(),
              shape(point.locals(), 31 * hash + point.frame().getStackSize()));
      for (Operand operand : point.stack()) {
        hash = 31 * hash + operand.kind().prefix().hashCode();
      }
    }
    return hash;
  }

  private static int shape(List<Spill> spills, int seed) {
    int hash = 31 * seed + spills.size();
    for (Spill spill : spills) {
      String type = spill.value().getType().getDescriptor();
      hash = 31 * hash + spill.position();
      hash = 31 * hash + (spill.field().name() + ":" + type).hashCode();
    }
    return hash;
  }
}
