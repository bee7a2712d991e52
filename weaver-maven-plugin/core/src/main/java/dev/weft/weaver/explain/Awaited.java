package dev.weft.weaver.explain;

import dev.weft.weaver.analyse.SamCall;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Instructions;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** What an await waits for, in words. */
final class Awaited {
  private Awaited() {}

  static String at(SuspendPoint point) {
    if (point.direct() != null) {
      MethodInsnNode call = point.direct().insn();
      if (call instanceof SamCall sam) {
        return "calls " + sam.source() + ", which may suspend; no future is made";
      }
      return "calls " + TypeText.method(call.name, call.desc) + " directly, no future is made";
    }
    return describe(Instructions.straightBefore(point.await()));
  }

  private static String describe(@Nullable AbstractInsnNode maker) {
    if (!(maker instanceof MethodInsnNode call)) {
      return "awaits a future";
    } else if (call.owner.equals(Abi.EACH_LOOP)) {
      return "awaits the next element of a stream";
    } else if (Instructions.isWeft(call, Abi.FROM)) {
      return "awaits a completion stage";
    }
    String owner = TypeText.of(Type.getObjectType(call.owner));
    return "awaits what " + owner + "." + TypeText.method(call.name, call.desc) + " gives";
  }
}
