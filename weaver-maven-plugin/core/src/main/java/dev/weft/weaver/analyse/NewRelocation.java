package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Reporter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Moves a {@code NEW} down to its {@code <init>} where an await stands between them, since an
 * uninitialised object can't be kept in a field (JVMS 4.10.1.9, putfield).
 *
 * <p>{@code new Foo(a, await(f))} compiles to {@code NEW; DUP; a; await; <init>}. Both copies go
 * away, and before {@code <init>} the arguments take a detour through fresh locals. So do copies in
 * locals, where javac puts what is on the stack while the {@code try} of a {@code switch}
 * expression wants it empty. In place of the old {@code NEW} stands one whose object is dropped, so
 * that the class is still linked and initialised before the arguments are evaluated; the JIT
 * removes the allocation.
 */
public final class NewRelocation {
  private final MethodNode method;
  private final Reporter reporter;
  private final LinearTypes types;
  private final Set<AbstractInsnNode> moved = Collections.newSetFromMap(new IdentityHashMap<>());

  private NewRelocation(MethodNode method, Reporter reporter, LinearTypes types) {
    this.method = method;
    this.reporter = reporter;
    this.types = types;
  }

  /** Rewrites a method where needed; the types are those of the method as it stands. */
  public static void apply(String owner, MethodNode method, Reporter reporter)
      throws AnalyzerException {
    NewRelocation relocation = new NewRelocation(method, reporter, LinearTypes.of(owner, method));
    relocation.findLive();
    if (!relocation.moved.isEmpty()) {
      relocation.rewrite();
    }
  }

  private void findLive() {
    for (AbstractInsnNode insn : method.instructions) {
      Frame<BasicValue> frame = types.before(insn);
      if (frame != null && Instructions.isAwait(insn)) {
        findLive(frame);
      }
    }
  }

  private void findLive(Frame<BasicValue> frame) {
    for (int i = 0; i < frame.getStackSize(); i++) {
      findLive(frame.getStack(i));
    }
    for (int i = 0; i < frame.getLocals(); i++) {
      findLive(frame.getLocal(i));
    }
  }

  private void findLive(BasicValue value) {
    if (value instanceof Uninitialised uninitialised) {
      moved.add(uninitialised.origin);
    }
  }

  private void refuse(AbstractInsnNode at) {
    reporter.report(
        "WEFT-105",
        method,
        at,
        "an object that is being constructed is handled here in a way that no known compiler"
            + " emits, so the await among its arguments can't be woven; await into a local"
            + " variable before the constructor is called");
  }

  /** A constructor call whose object is moved, with the types before it. */
  private record Init(MethodInsnNode insn, Frame<BasicValue> frame) {}

  private void rewrite() {
    List<AbstractInsnNode> news = new ArrayList<>();
    List<AbstractInsnNode> copies = new ArrayList<>();
    List<Init> inits = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      Frame<BasicValue> frame = types.before(insn);
      if (frame == null) {
        continue;
      }
      Uninitialised built = LinearTypes.built(insn, frame);
      if (insn instanceof FrameNode node) {
        dropFromFrame(node);
      } else if (moved.contains(insn)) {
        news.add(insn);
      } else if (copies(insn, frame)) {
        copies.add(insn);
      } else if (built != null && moved.contains(built.origin)) {
        inits.add(new Init((MethodInsnNode) insn, frame));
      } else if (insn.getOpcode() >= 0 && disturbs(insn, frame)) {
        refuse(insn);
        return;
      }
    }
    inits.forEach(this::rebuild);
    news.forEach(insn -> method.instructions.insert(insn, new InsnNode(Opcodes.POP)));
    copies.forEach(method.instructions::remove);
  }

  private boolean isMoved(BasicValue value) {
    return value instanceof Uninitialised u && moved.contains(u.origin);
  }

  /** Whether an instruction only makes another copy, or has one change places with a local. */
  private boolean copies(AbstractInsnNode insn, Frame<BasicValue> frame) {
    return switch (insn.getOpcode()) {
      case Opcodes.DUP, Opcodes.ASTORE -> isMoved(frame.getStack(frame.getStackSize() - 1));
      case Opcodes.ALOAD -> isMoved(frame.getLocal(((VarInsnNode) insn).var));
      default -> false;
    };
  }

  /** Whether an instruction moves or takes away an object that is to be moved. */
  private boolean disturbs(AbstractInsnNode insn, Frame<BasicValue> frame) {
    if (Instructions.endsBlock(insn.getOpcode())) {
      return false;
    }
    AbstractInsnNode next = insn.getNext();
    while (next != null && next.getOpcode() < 0 && !(next instanceof FrameNode)) {
      next = next.getNext();
    }
    Frame<BasicValue> after = next == null ? null : types.before(next);
    return after != null && !places(frame).equals(places(after));
  }

  private List<Object> places(Frame<BasicValue> frame) {
    List<Object> places = new ArrayList<>();
    for (int i = 0; i < frame.getStackSize(); i++) {
      if (isMoved(frame.getStack(i))) {
        places.add(i);
        places.add(frame.getStack(i));
      }
    }
    return places;
  }

  private void dropFromFrame(FrameNode node) {
    if (node.stack != null) {
      node.stack = node.stack.stream().filter(entry -> !isMoved(entry)).toList();
    }
    if (node.local != null) {
      node.local = node.local.stream().map(e -> isMoved(e) ? Opcodes.TOP : e).toList();
    }
  }

  private boolean isMoved(Object entry) {
    return entry instanceof LabelNode label && moved.contains(StackMaps.origin(label));
  }

  private void rebuild(Init call) {
    MethodInsnNode init = call.insn;
    Type[] arguments = Type.getArgumentTypes(init.desc);
    int receiver = call.frame.getStackSize() - 1 - arguments.length;
    List<Integer> locals = locals(call.frame, receiver);
    int copies = copiesBelow(call.frame, receiver) + locals.size();
    method.maxStack += locals.size();
    InsnList code = new InsnList();
    int[] temporaries = new int[arguments.length];
    for (int i = arguments.length - 1; i >= 0; i--) {
      temporaries[i] = method.maxLocals;
      method.maxLocals += arguments[i].getSize();
      code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), temporaries[i]));
    }
    code.add(new TypeInsnNode(Opcodes.NEW, init.owner));
    for (int i = 0; i < copies; i++) {
      code.add(new InsnNode(Opcodes.DUP));
    }
    for (int i = 0; i < arguments.length; i++) {
      code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), temporaries[i]));
    }
    method.instructions.insertBefore(init, code);
    locals.forEach(slot -> method.instructions.insert(init, new VarInsnNode(Opcodes.ASTORE, slot)));
  }

  /** The locals that hold the object. */
  private static List<Integer> locals(Frame<BasicValue> frame, int receiver) {
    return IntStream.range(0, frame.getLocals())
        .filter(slot -> frame.getStack(receiver).equals(frame.getLocal(slot)))
        .boxed()
        .toList();
  }

  private static int copiesBelow(Frame<BasicValue> frame, int receiver) {
    int copies = 0;
    for (int i = 0; i < receiver; i++) {
      copies += frame.getStack(receiver).equals(frame.getStack(i)) ? 1 : 0;
    }
    return copies;
  }
}
