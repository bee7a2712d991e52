package dev.weft.weaver.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Where function objects are made of a class's own methods. */
final class Lambdas {
  /**
   * Such a place.
   *
   * @param method the method that it stands in
   * @param insn the instruction that makes the function object
   */
  record Site(MethodNode method, InvokeDynamicInsnNode insn) {
    /** The functional interface, by its name with slashes. */
    String type() {
      return Type.getReturnType(insn.desc).getInternalName();
    }

    /** The method that it is made of; null for what isn't a function object. */
    static boolean isFunction(InvokeDynamicInsnNode insn) {
      return insn.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    }

    Handle target() {
      return (Handle) insn.bsmArgs[1];
    }

    /** Whether what calls the function object gets nothing from it. */
    boolean returnsNothing() {
      return ((Type) insn.bsmArgs[2]).getReturnType().equals(Type.VOID_TYPE);
    }
  }

  private final Map<String, List<Site>> byBody = new HashMap<>();

  Lambdas(ClassNode owner) {
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof InvokeDynamicInsnNode indy && Site.isFunction(indy)) {
          add(owner, new Site(method, indy));
        }
      }
    }
  }

  private void add(ClassNode owner, Site site) {
    if (site.target().getOwner().equals(owner.name)) {
      String key = site.target().getName() + site.target().getDesc();
      byBody.computeIfAbsent(key, body -> new ArrayList<>()).add(site);
    }
  }

  /** Where function objects are made of a method. */
  List<Site> of(MethodNode body) {
    return byBody.getOrDefault(body.name + body.desc, List.of());
  }
}
