package dev.weft.weaver.plan;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** A return of the source, and what it becomes. */
public sealed interface Tail {
  /**
   * {@code return ready(v)}: the value is returned and no future is made.
   *
   * @param call the superfluous call
   */
  record ReadyValue(MethodInsnNode call) implements Tail {}

  /**
   * {@code return ready()}: nothing is returned and no future is made.
   *
   * @param call the superfluous call
   */
  record ReadyVoid(MethodInsnNode call) implements Tail {}

  /**
   * The future is awaited in tail position, outside of every try block.
   *
   * @param insn the return instruction
   */
  record AwaitFuture(AbstractInsnNode insn) implements Tail {}

  /**
   * A method whose body is known is called in tail position.
   *
   * @param call the call before the return
   */
  record CallBody(DirectCall call) implements Tail {}

  /**
   * A lambda's value, which is boxed where it is primitive.
   *
   * @param insn the return instruction
   */
  record Value(AbstractInsnNode insn) implements Tail {}
}
