package dev.weft.weaver.scan;

import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * A place where an async lambda is made that takes a strand.
 *
 * @param insn the instruction that makes it
 * @param type what it is written as
 * @param lambda its body
 */
public record LambdaSite(InvokeDynamicInsnNode insn, AsyncInterface type, AsyncMethod lambda) {}
