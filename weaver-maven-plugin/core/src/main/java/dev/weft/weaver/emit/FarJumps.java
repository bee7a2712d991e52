package dev.weft.weaver.emit;

import dev.weft.weaver.analyse.LinearTypes;
import dev.weft.weaver.analyse.StackMaps;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Rewrites the jumps of a long method that are too far for the two bytes of a jump instruction. A
 * {@code goto} becomes a {@code goto_w}; a conditional jump is turned round, to jump past one.
 *
 * <p>ASM does that as well, but then it goes through the method with all its locals at each
 * instruction, which takes seconds where there are thousands of both.
 */
final class FarJumps {
  private static final int GOTO_W = 200;
  private static final int FARTHEST = Short.MAX_VALUE;

  /** The code of a method has fewer than 65,536 bytes (JVMS 4.7.3). */
  private static final int LONGEST = 0xFFFF;

  /** Bytes that a jump takes more: a {@code goto_w}, and with it a conditional jump. */
  private static final int MORE_OF_GOTO = 2;

  private static final int MORE_OF_CONDITIONAL = 5;

  private final MethodNode method;
  private final Set<JumpInsnNode> far = new HashSet<>();

  private FarJumps(MethodNode method) {
    this.method = method;
  }

  /** Rewrites a method whose stack map frames are complete. */
  static void rewrite(String owner, MethodNode method) {
    FarJumps jumps = new FarJumps(method);
    if (jumps.isTooMuchCode()) {
      return; // it will be refused
    }
    while (jumps.find()) {
      // a jump that got longer may have made another one too far
    }
    if (!jumps.far.isEmpty()) {
      jumps.rewrite(owner);
    }
  }

  private boolean isTooMuchCode() {
    int least = 0;
    for (AbstractInsnNode insn : method.instructions) {
      least += CodeSize.of(insn) - CodeSize.slack(insn);
    }
    return least > LONGEST;
  }

  private boolean find() {
    InsnList insns = method.instructions;
    int[] offsets = new int[insns.size() + 1];
    for (int i = 0; i < insns.size(); i++) {
      offsets[i + 1] = offsets[i] + size(insns.get(i));
    }
    boolean found = false;
    for (int i = 0; offsets[insns.size()] > FARTHEST && i < insns.size(); i++) {
      if (insns.get(i) instanceof JumpInsnNode jump) {
        int distance = offsets[insns.indexOf(jump.label)] - offsets[i];
        found |= Math.abs(distance) > FARTHEST && far.add(jump);
      }
    }
    return found;
  }

  private int size(AbstractInsnNode insn) {
    int more = insn.getOpcode() == Opcodes.GOTO ? MORE_OF_GOTO : MORE_OF_CONDITIONAL;
    boolean isFar = insn instanceof JumpInsnNode jump && far.contains(jump);
    return CodeSize.of(insn) + (isFar ? more : 0);
  }

  private void rewrite(String owner) {
    Map<JumpInsnNode, FrameNode> past = new HashMap<>();
    LinearTypes.Listener listener =
        new LinearTypes.Listener() {
          @Override
          public void after(AbstractInsnNode insn, Frame<BasicValue> frame) {
            if (insn instanceof JumpInsnNode jump
                && jump.getOpcode() != Opcodes.GOTO
                && far.contains(jump)) {
              past.put(jump, StackMaps.encode(frame, method.instructions));
            }
          }
        };
    try {
      LinearTypes.walk(owner, method, listener);
    } catch (AnalyzerException e) {
      throw new IllegalStateException("woven code of " + method.name + " has wrong types", e);
    }
    far.forEach(jump -> lengthen(jump, past.get(jump)));
  }

  /** A conditional jump without types is in code that is never reached; ASM sees to it. */
  private void lengthen(JumpInsnNode jump, @Nullable FrameNode typesPast) {
    if (jump.getOpcode() == Opcodes.GOTO) {
      jump.setOpcode(GOTO_W);
    } else if (typesPast != null) {
      LabelNode past = new LabelNode();
      InsnList code = new InsnList();
      code.add(new JumpInsnNode(GOTO_W, jump.label));
      code.add(past);
      if (!isAtFrame(jump.getNext())) {
        code.add(typesPast);
      }
      method.instructions.insert(jump, code);
      jump.setOpcode(opposite(jump.getOpcode()));
      jump.label = past;
    }
  }

  private static boolean isAtFrame(AbstractInsnNode insn) {
    AbstractInsnNode at = insn;
    while (at.getOpcode() < 0 && !(at instanceof FrameNode)) {
      at = at.getNext();
    }
    return at instanceof FrameNode;
  }

  /** Opposites stand next to each other in JVMS 6.5, from 153 and from 198 on. */
  private static int opposite(int opcode) {
    return opcode >= Opcodes.IFNULL ? opcode ^ 1 : ((opcode + 1) ^ 1) - 1;
  }
}
