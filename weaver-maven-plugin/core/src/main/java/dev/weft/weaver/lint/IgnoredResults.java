package dev.weft.weaver.lint;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.LintRules;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Methods whose declaration says that their result may be dropped. */
final class IgnoredResults {
  private final ClassNode own;
  private final ClassFiles classPath;
  private final Supertypes supertypes;

  IgnoredResults(ClassNode own, ClassFiles classPath, Supertypes supertypes) {
    this.own = own;
    this.classPath = classPath;
    this.supertypes = supertypes;
  }

  boolean is(MethodInsnNode call) {
    return read(supertypes.declaring(call)).methods.stream()
        .filter(method -> method.name.equals(call.name) && method.desc.equals(call.desc))
        .anyMatch(IgnoredResults::mayBeIgnored);
  }

  private ClassNode read(String name) {
    if (name.equals(own.name)) {
      return own;
    }
    ClassNode node = new ClassNode();
    byte[] classFile = classPath.find(name);
    if (classFile != null) {
      new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
    }
    return node;
  }

  private static boolean mayBeIgnored(MethodNode method) {
    return MethodAnnotations.of(method)
        .map(type -> SourceNames.simple(type.getInternalName()))
        .anyMatch(LintRules.MAY_BE_IGNORED::equals);
  }
}
