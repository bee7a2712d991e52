package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Reporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes the waits of loops over {@code Weft.each} visible: {@code hasNext} of such a loop's
 * iterator becomes the await of the stream's next element, which all that comes after treats like
 * any other.
 *
 * <p>A compiler keeps the iterator in a local to which the loop stores nothing else. From its store
 * it is followed to where it is loaded, and there one of the loop's two calls has to stand. In any
 * other place the iterator can't work, so {@code each} is refused.
 */
public final class EachLoops {
  private static final String ITERABLE = "java/lang/Iterable";
  private static final String ITERATOR = "java/util/Iterator";

  private final MethodNode method;
  private final InsnList insns;
  private final ControlFlow flow;
  private final Reporter reporter;
  private final List<Wait> waits = new ArrayList<>();

  /** A call of {@code hasNext} on the iterator in a slot. */
  private record Wait(int slot, AbstractInsnNode hasNext) {}

  private EachLoops(MethodNode method, Reporter reporter) {
    this.method = method;
    this.reporter = reporter;
    insns = method.instructions;
    flow = ControlFlow.of(method, TryBlocks.of(method));
  }

  /** Rewrites a method; uses of {@code each} that are no loops go to the reporter. */
  public static void normalise(MethodNode method, Reporter reporter) {
    for (AbstractInsnNode insn : method.instructions) {
      if (Instructions.isEach(insn)) {
        new EachLoops(method, reporter).rewrite();
        return;
      }
    }
  }

  private void rewrite() {
    Map<Integer, BitSet> stores = new TreeMap<>();
    for (AbstractInsnNode insn : insns) {
      if (Instructions.isEach(insn)) {
        findStore(insn, stores);
      }
    }
    stores.forEach(this::findWaits);
    waits.forEach(this::rewrite);
  }

  /** Notes where the iterator of a call of {@code each} is kept. */
  private void findStore(AbstractInsnNode each, Map<Integer, BitSet> stores) {
    AbstractInsnNode iterator = callAfter(each, ITERABLE, "iterator");
    AbstractInsnNode store = iterator == null ? null : Instructions.straightAfter(iterator);
    if (store instanceof VarInsnNode variable && store.getOpcode() == Opcodes.ASTORE) {
      stores.computeIfAbsent(variable.var, slot -> new BitSet()).set(insns.indexOf(store));
    } else {
      refuse(each);
    }
  }

  private void findWaits(int slot, BitSet stores) {
    BitSet foreign = new BitSet();
    for (int i = 0; i < insns.size(); i++) {
      foreign.set(i, writes(insns.get(i), slot) && !stores.get(i));
    }
    BitSet own = reached(slot, stores, new ArrayDeque<>());
    BitSet mixed = reached(slot, foreign, new ArrayDeque<>(List.of(0)));
    for (int i = own.nextSetBit(0); i >= 0; i = own.nextSetBit(i + 1)) {
      if (loads(insns.get(i), slot)) {
        use(slot, insns.get(i), mixed.get(i));
      }
    }
  }

  private void use(int slot, AbstractInsnNode load, boolean mixed) {
    AbstractInsnNode hasNext = callAfter(load, ITERATOR, "hasNext");
    if (hasNext != null && !mixed) {
      waits.add(new Wait(slot, hasNext));
    } else if (mixed || callAfter(load, ITERATOR, "next") == null) {
      refuse(load);
    }
  }

  /** The instructions before which a slot may hold what was stored, or what it held at others. */
  private BitSet reached(int slot, BitSet stores, Deque<Integer> open) {
    stores.stream().forEach(store -> open.push(store + 1));
    BitSet reached = new BitSet();
    while (!open.isEmpty()) {
      int i = open.pop();
      if (!reached.get(i)) {
        reached.set(i);
        push(flow.handlers(i), open);
        if (!writes(insns.get(i), slot)) {
          push(flow.next(i), open);
        }
      }
    }
    return reached;
  }

  private static void push(int[] indices, Deque<Integer> open) {
    for (int index : indices) {
      open.push(index);
    }
  }

  private static boolean loads(AbstractInsnNode insn, int slot) {
    return insn instanceof VarInsnNode access && access.var == slot && !isStore(access);
  }

  private static boolean writes(AbstractInsnNode insn, int slot) {
    return insn instanceof VarInsnNode access
        && isStore(access)
        && access.var <= slot
        && slot < access.var + size(access);
  }

  private static boolean isStore(VarInsnNode access) {
    return access.getOpcode() >= Opcodes.ISTORE && access.getOpcode() <= Opcodes.ASTORE;
  }

  private static int size(VarInsnNode store) {
    return store.getOpcode() == Opcodes.LSTORE || store.getOpcode() == Opcodes.DSTORE ? 2 : 1;
  }

  /** The call of a method without parameters that comes next and in no other way; or null. */
  private static @Nullable AbstractInsnNode callAfter(
      AbstractInsnNode insn, String owner, String name) {
    AbstractInsnNode next = Instructions.straightAfter(insn);
    return next instanceof MethodInsnNode call
            && call.owner.equals(owner)
            && call.name.equals(name)
            && call.desc.startsWith("()")
        ? next
        : null;
  }

  private void refuse(AbstractInsnNode at) {
    reporter.report(
        "WEFT-014",
        method,
        at,
        "each stands outside of a for header, where nothing waits for the elements; write for (var"
            + " x : each(stream))");
  }

  private void rewrite(Wait wait) {
    insns.insertBefore(wait.hasNext, call(Abi.EACH_LOOP, Abi.PULL, Abi.PULL_DESC));
    insns.insertBefore(wait.hasNext, call(Abi.WEFT, Abi.AWAIT, Abi.AWAIT_FUTURE));
    insns.insertBefore(wait.hasNext, new VarInsnNode(Opcodes.ALOAD, wait.slot));
    insns.set(wait.hasNext, call(Abi.EACH_LOOP, Abi.ACCEPT, Abi.ACCEPT_DESC));
    method.maxStack++;
  }

  private static MethodInsnNode call(String owner, String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }
}
