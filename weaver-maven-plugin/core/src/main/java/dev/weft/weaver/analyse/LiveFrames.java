package dev.weft.weaver.analyse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * What is left of the frames of a method without the locals that are never read again. Compilers
 * name all that is in scope, and a resumed body would have to put something there. Arguments stay,
 * as it is called with some, and most frames are short as long as they are there.
 *
 * <p>The method still verifies: what is live where control goes to is live where it comes from, or
 * set by the instruction between, so that no frame asks for what one before it has left out. With a
 * handler it is the same, whose locals are live in all of its try block.
 */
public final class LiveFrames {
  private final MethodNode method;
  private final Liveness live;

  /** How many slots belong to the receiver and the arguments. */
  private final int arguments;

  /**
   * The frames of a method.
   *
   * @param live what is live, at least before each stack map frame
   */
  public LiveFrames(MethodNode method, Liveness live) {
    this.method = method;
    this.live = live;
    int size = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    arguments = (method.access & Opcodes.ACC_STATIC) == 0 ? size : size - 1;
  }

  /** Takes the dead locals out of all stack map frames. */
  public void trim() {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode node && node.local != null) {
        node.local = trimmed(node.local, kept(node));
      }
    }
  }

  /** Takes the dead locals out of the types before an instruction whose liveness is known. */
  public void trim(AbstractInsnNode insn, Frame<BasicValue> types) {
    BitSet kept = kept(insn);
    for (int slot = kept.nextClearBit(0);
        slot < types.getLocals();
        slot = kept.nextClearBit(slot + 1)) {
      types.setLocal(slot, BasicValue.UNINITIALIZED_VALUE);
    }
  }

  private static List<Object> trimmed(List<Object> locals, BitSet kept) {
    List<Object> entries = new ArrayList<>();
    int slot = 0;
    int end = 0;
    for (Object entry : locals) {
      int size = entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE) ? 2 : 1;
      if (kept.get(slot)) {
        entries.add(entry);
        end = entries.size();
      } else {
        entries.addAll(Collections.nCopies(size, Opcodes.TOP));
      }
      slot += size;
    }
    return entries.subList(0, end);
  }

  private BitSet kept(AbstractInsnNode insn) {
    BitSet kept = (BitSet) live.before(insn).clone();
    kept.set(0, arguments);
    return kept;
  }
}
