package dev.weft.weaver.plan;

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
 */
public record LoopHeader(LabelNode label, FrameNode node, Frame<BasicValue> frame) {}
