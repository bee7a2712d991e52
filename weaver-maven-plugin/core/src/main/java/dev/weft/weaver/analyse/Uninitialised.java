package dev.weft.weaver.analyse;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/** The value between {@code NEW} and {@code <init>}; equal to its copies and to no other. */
final class Uninitialised extends BasicValue {
  /** The {@code NEW} that made it. */
  final AbstractInsnNode origin;

  Uninitialised(Type type, AbstractInsnNode origin) {
    super(type);
    this.origin = origin;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Uninitialised that && that.origin == origin;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(origin);
  }

  @Override
  public String toString() {
    return "uninitialised " + getType();
  }
}
