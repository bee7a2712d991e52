package dev.weft.weaver.emit;

import dev.weft.weaver.scan.Instructions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The try blocks of a body, cut at the code that stands between their instructions without being
 * theirs. The pieces of a block stay together in the table, so that the first match stays the
 * first.
 */
final class TryRanges {
  private final MethodNode node;
  private final List<Gap> gaps = new ArrayList<>();

  /**
   * Code that no try block of the source covers.
   *
   * @param from its start
   * @param to its end
   */
  private record Gap(LabelNode from, LabelNode to) {}

  TryRanges(MethodNode node) {
    this.node = node;
  }

  /** Takes code out of every try block around it. */
  void exclude(LabelNode from, LabelNode to) {
    gaps.add(new Gap(from, to));
  }

  /** Cuts the blocks, once all code stands where it is to stay. */
  void cut() {
    gaps.sort(Comparator.comparingInt(gap -> place(gap.from)));
    List<TryCatchBlockNode> pieces = new ArrayList<>();
    node.tryCatchBlocks.forEach(block -> cut(block, pieces));
    node.tryCatchBlocks = pieces;
  }

  private int place(AbstractInsnNode insn) {
    return node.instructions.indexOf(insn);
  }

  private void cut(TryCatchBlockNode block, List<TryCatchBlockNode> pieces) {
    LabelNode end = block.end;
    TryCatchBlockNode piece = block;
    for (Gap gap : gaps.subList(behind(block.start), behind(end))) {
      piece.end = gap.from;
      addUnlessEmpty(piece, pieces);
      piece = new TryCatchBlockNode(gap.to, end, block.handler, block.type);
    }
    addUnlessEmpty(piece, pieces);
  }

  /** The number of the first gap that starts behind a label. */
  private int behind(LabelNode label) {
    int place = place(label);
    int low = 0;
    int high = gaps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (place(gaps.get(middle).from) > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static void addUnlessEmpty(TryCatchBlockNode piece, List<TryCatchBlockNode> pieces) {
    if (Instructions.isCodeBetween(piece.start, piece.end)) {
      pieces.add(piece);
    }
  }
}
