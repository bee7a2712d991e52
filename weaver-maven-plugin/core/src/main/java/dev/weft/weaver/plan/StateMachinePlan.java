package dev.weft.weaver.plan;

import dev.weft.weaver.scan.AsyncMethod;
import java.util.List;
import org.objectweb.asm.tree.MethodInsnNode;
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
 * @param unreached awaits in code that compilers leave though control never comes there; from a
 *     state there it could go on into the middle of a loop
 * @param headers the headers of its loops with awaits
 * @param tails the returns, each with what becomes of it
 * @param fields the fields of the frame
 * @param variables where a debugger may show which variable
 * @param forms in which form the bodies of its class give their results
 */
public record StateMachinePlan(
    String owner,
    boolean inInterface,
    int classVersion,
    AsyncMethod method,
    List<Spill> arguments,
    Frame<BasicValue> entry,
    List<SuspendPoint> points,
    List<MethodInsnNode> unreached,
    List<LoopHeader> headers,
    List<Tail> tails,
    List<FrameField> fields,
    List<VariableRange> variables,
    ResultForms forms) {
  /** The same plan, once it is known how the bodies of its class give their results. */
  public StateMachinePlan with(ResultForms known) {
    return new StateMachinePlan(
        owner,
        inInterface,
        classVersion,
        method,
        arguments,
        entry,
        points,
        unreached,
        headers,
        tails,
        fields,
        variables,
        known);
  }

  /** The form in which the body gives its result. */
  public ResultForm result() {
    return forms.of(method.frameClass());
  }

  /** The form in which what it calls gives its result. */
  public ResultForm resultOf(DirectCall call) {
    return forms.of(call.frameClass());
  }

  /** The descriptor of the body: the arguments, the strand and the frame, and its result. */
  public String bodyDescriptor() {
    return method.bodyArguments() + result().descriptor();
  }

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
    int hash = shape(arguments, result().name().hashCode());
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
