package dev.weft.weaver.plan;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * One await of a method.
 *
 * @param state its number, from 1
 * @param await the call to replace
 * @param direct the call before it whose body is called in its place, or null
 * @param frame the types around it: the locals, and the stack with the future on top
 * @param locals the locals to keep
 * @param stack the values below the future, from the bottom of the stack
 * @param handlers the try blocks around it, in the order of the table
 * @param header the header of the innermost loop around it, or null
 * @param line its line in the source, 0 where unknown
 */
public record SuspendPoint(
    int state,
    MethodInsnNode await,
    @Nullable DirectCall direct,
    Frame<BasicValue> frame,
    List<Spill> locals,
    List<Operand> stack,
    List<TryCatchBlockNode> handlers,
    @Nullable LoopHeader header,
    int line) {
  /** The values below the future that the frame keeps. */
  public List<Spill> keptOperands() {
    return stack.stream()
        .flatMap(o -> o instanceof Operand.Kept kept ? Stream.of(kept.spill()) : Stream.empty())
        .toList();
  }
}
