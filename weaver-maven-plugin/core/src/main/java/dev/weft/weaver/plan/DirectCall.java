package dev.weft.weaver.plan;

import org.objectweb.asm.tree.MethodInsnNode;

/**
 * A call of an async method whose target is certain, so that the body is called in its place.
 *
 * @param insn the call
 * @param frameClass the frame class of the method it reaches, which stands in the body's descriptor
 */
public record DirectCall(MethodInsnNode insn, String frameClass) {}
