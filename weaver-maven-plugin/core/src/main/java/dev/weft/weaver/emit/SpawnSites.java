package dev.weft.weaver.emit;

import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Instructions;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Lets the calls that spawn tasks say where they stand, in async code and elsewhere: each becomes
 * the call of a twin that takes the place as one more argument, a constant.
 */
public final class SpawnSites {
  private static final Set<String> STATIC =
      Set.of(
          Abi.SPAWN + Abi.SPAWN_FUTURE,
          Abi.SPAWN + Abi.SPAWN_CALLABLE,
          Abi.SPAWN + Abi.SPAWN_RUNNABLE,
          Abi.SPAWN + Abi.SPAWN_FUTURE_CALLABLE,
          Abi.SPAWN_BLOCKING + Abi.SPAWN_BLOCKING_DESC);

  private final ClassNode owner;
  private boolean found;

  private SpawnSites(ClassNode owner) {
    this.owner = owner;
  }

  /** Changes the calls in a class; returns whether there are any. */
  public static boolean name(ClassNode owner) {
    SpawnSites sites = new SpawnSites(owner);
    owner.methods.forEach(sites::name);
    return sites.found;
  }

  private void name(MethodNode method) {
    int stack = method.maxStack;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && spawns(call)) {
        found = true;
        method.maxStack = stack + 1;
        method.instructions.insertBefore(call, new LdcInsnNode(site(method, call)));
        becomeTwin(call);
      }
    }
  }

  private static boolean spawns(MethodInsnNode call) {
    return switch (call.owner) {
      case Abi.WEFT -> STATIC.contains(call.name + call.desc);
      case Abi.RUNTIME, Abi.RUNTIME_HANDLE ->
          call.name.equals(Abi.SPAWN) && call.desc.equals(Abi.SPAWN_FUTURE);
      default -> spawnsInto(call);
    };
  }

  private static boolean spawnsInto(MethodInsnNode call) {
    return Abi.SPAWN_TARGETS.contains(call.owner)
        && (call.name.equals(Abi.SPAWN) || call.name.equals(Abi.SPAWN_BLOCKING));
  }

  /** The receiver becomes the first argument; the site is the last. */
  private static void becomeTwin(MethodInsnNode call) {
    String receiver = call.getOpcode() == Opcodes.INVOKESTATIC ? "" : "L" + call.owner + ";";
    int end = call.desc.indexOf(')');
    call.desc =
        "(" + receiver + call.desc.substring(1, end) + Abi.STRING_DESC + call.desc.substring(end);
    call.owner = spawnsInto(call) ? Abi.INTO_SPAWNER : Abi.SPAWNER;
    call.setOpcode(Opcodes.INVOKESTATIC);
    call.itf = false;
  }

  private String site(MethodNode method, MethodInsnNode call) {
    return PlaceText.of(owner.name, method.name, owner.sourceFile)
        + PlaceText.line(Instructions.line(call));
  }
}
