package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.AsyncInterface;
import dev.weft.weaver.scan.AsyncTypes;
import dev.weft.weaver.scan.Boxes;
import dev.weft.weaver.scan.Reporter;
import dev.weft.weaver.scan.Suspensions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes the calls of async functional interfaces visible as awaits: what is called may suspend, and
 * its outcome comes as an Object. A call goes through a static method of the interface's companion,
 * which asks the object whether it is woven; a {@code super} call through a method of the class
 * itself, which asks the superclass.
 */
public final class SamCalls {
  private final ClassNode owner;
  private final AsyncTypes types;
  private final Suspensions suspensions;
  private final Accessibility accessibility;
  private final Reporter reporter;

  /** The methods for super calls, by what they call. */
  private final Map<String, String> superCalls = new HashMap<>();

  /** The calls in the methods of one class. */
  public SamCalls(
      ClassNode owner, AsyncTypes types, Accessibility accessibility, Reporter reporter) {
    this.owner = owner;
    this.types = types;
    this.accessibility = accessibility;
    this.reporter = reporter;
    suspensions = new Suspensions(types);
  }

  /** Rewrites a method that is async code. */
  public void normalise(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      AsyncInterface called = suspensions.called(insn);
      if (called != null) {
        normalise(method, (MethodInsnNode) insn, called);
      }
    }
  }

  private void normalise(MethodNode method, MethodInsnNode call, AsyncInterface called) {
    Type returned = Type.getReturnType(call.desc);
    if (called.companion() == null) {
      reporter.report("WEFT-111", method, call, called.neverWoven());
    } else if (Boxes.wrapper(returned) == null && !accessibility.canName(returned)) {
      reporter.report(
          "WEFT-112",
          method,
          call,
          "the call of "
              + source(call, called)
              + " gives a value of the class "
              + returned.getClassName()
              + ", which this class may not name; make that class public");
    } else {
      replace(method.instructions, call, called);
    }
  }

  private static String source(MethodInsnNode call, AsyncInterface called) {
    return called.simpleName() + "." + call.name;
  }

  private void replace(InsnList insns, MethodInsnNode call, AsyncInterface called) {
    InsnList code = new InsnList();
    code.add(
        call.getOpcode() == Opcodes.INVOKESPECIAL ? onSuper(call, called) : onAny(call, called));
    code.add(
        new MethodInsnNode(Opcodes.INVOKESTATIC, Abi.WEFT, Abi.AWAIT, Abi.AWAIT_FUTURE, false));
    code.add(Boxes.unbox(Type.getReturnType(call.desc)));
    insns.insert(call, code);
    insns.remove(call);
  }

  private SamCall onAny(MethodInsnNode call, AsyncInterface called) {
    String variant = Objects.requireNonNull(types.variant(called, call.owner, call.desc));
    return new SamCall(
        Opcodes.INVOKESTATIC,
        Objects.requireNonNull(called.companion()),
        call.name,
        "L" + called.name() + ";" + parameters(variant),
        true,
        source(call, called));
  }

  private SamCall onSuper(MethodInsnNode call, AsyncInterface called) {
    String key = call.owner + "." + call.name + call.desc;
    String name = superCalls.get(key);
    if (name == null) {
      name = "super$" + call.name + (superCalls.isEmpty() ? "" : superCalls.size() + 1);
      superCalls.put(key, name);
      owner.methods.add(SuperCall.method(owner, name, call));
    }
    boolean isInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
    return new SamCall(
        Opcodes.INVOKESPECIAL,
        owner.name,
        name,
        parameters(call.desc),
        isInterface,
        source(call, called));
  }

  private static String parameters(String descriptor) {
    return descriptor.substring(1, descriptor.indexOf(')'));
  }
}
