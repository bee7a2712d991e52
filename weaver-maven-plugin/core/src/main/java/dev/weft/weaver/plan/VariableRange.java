package dev.weft.weaver.plan;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;

/**
 * A part of a variable's scope in which it holds what the source gave it.
 *
 * @param variable the variable
 * @param from what the part begins before
 * @param to what it ends before; if that is an await, it ends before a resumed body goes on there
 */
public record VariableRange(
    LocalVariableNode variable, AbstractInsnNode from, AbstractInsnNode to) {}
