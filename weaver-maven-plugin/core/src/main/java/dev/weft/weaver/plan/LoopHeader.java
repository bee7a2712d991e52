package dev.weft.weaver.plan;

import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The start of a loop that has awaits in it; a resumed body comes in through it.
 *
 * @param label where the loop jumps back to
 * @param node the stack map frame there
 * @param frame the types there
 * @param back the instructions from which control comes round again; all others enter the loop
 */
public record LoopHeader(
    LabelNode label, FrameNode node, Frame<BasicValue> frame, Set<AbstractInsnNode> back) {}
