package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Reporter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
  private final String owner;
  private final MethodNode method;
  private final Reporter reporter;
  private final Set<AbstractInsnNode> moved = Collections.newSetFromMap(new IdentityHashMap<>());

  private NewRelocation(String owner, MethodNode method, Reporter reporter) {
    this.owner = owner;
    this.method = method;
    this.reporter = reporter;
  }

  /** Rewrites a method where needed. */
  public static void apply(String owner, MethodNode method, Reporter reporter)
      throws AnalyzerException {
    NewRelocation relocation = new NewRelocation(owner, method, reporter);
    relocation.findLive();
    if (!relocation.moved.isEmpty()) {
      relocation.rewrite();
    }
  }

  private void findLive() throws AnalyzerException {
    LinearTypes.walk(
        owner,
        method,
        new LinearTypes.Listener() {
          @Override
          public void before(AbstractInsnNode insn, Frame<BasicValue> frame) {
            if (Instructions.isAwait(insn)) {
              findLive(frame);
            }
          }
        });
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

  private void rewrite() throws AnalyzerException {
    Uses uses = new Uses();
    LinearTypes.walk(owner, method, uses);
    if (uses.disturbed != null) {
      refuse(uses.disturbed);
      return;
    }
    uses.frames.forEach(this::dropFromFrame);
    int temporaries = method.maxLocals;
    uses.inits.forEach(init -> rebuild(init, temporaries));
    uses.news.forEach(insn -> method.instructions.insert(insn, new InsnNode(Opcodes.POP)));
    uses.copies.forEach(method.instructions::remove);
  }

  private boolean isMoved(BasicValue value) {
    return value instanceof Uninitialised u && moved.contains(u.origin);
  }

  /**
   * A constructor call whose object is moved.
   *
   * @param insn the call
   * @param copies how many copies of the object lie below the one that it takes
   * @param locals the locals that hold the object
   */
  private record Init(MethodInsnNode insn, int copies, List<Integer> locals) {}

  /** Whether an instruction only makes another copy, or has one change places with a local. */
  private boolean copies(AbstractInsnNode insn, Frame<BasicValue> frame) {
    return switch (insn.getOpcode()) {
      case Opcodes.DUP, Opcodes.ASTORE -> isMoved(frame.getStack(frame.getStackSize() - 1));
      case Opcodes.ALOAD -> isMoved(frame.getLocal(((VarInsnNode) insn).var));
      default -> false;
    };
  }

  /** What is done with the objects that are to be moved. */
  private final class Uses implements LinearTypes.Listener {
    final List<FrameNode> frames = new ArrayList<>();
    final List<AbstractInsnNode> news = new ArrayList<>();
    final List<AbstractInsnNode> copies = new ArrayList<>();
    final List<Init> inits = new ArrayList<>();

    /** The first instruction that moves or takes away such an object. */
    @Nullable AbstractInsnNode disturbed;

    private List<Object> placesBefore = List.of();
    private boolean copying;

    @Override
    public void atFrame(FrameNode node, @Nullable Frame<BasicValue> flowing) {
      frames.add(node);
    }

    @Override
    public void before(AbstractInsnNode insn, Frame<BasicValue> frame) {
      placesBefore = places(frame);
      copying = copies(insn, frame);
      Uninitialised built = LinearTypes.built(insn, frame);
      if (built != null && moved.contains(built.origin)) {
        MethodInsnNode init = (MethodInsnNode) insn;
        int receiver = frame.getStackSize() - 1 - Type.getArgumentTypes(init.desc).length;
        inits.add(new Init(init, copiesBelow(frame, receiver), locals(frame, receiver)));
      }
    }

    @Override
    public void after(AbstractInsnNode insn, Frame<BasicValue> frame) {
      if (moved.contains(insn)) {
        news.add(insn);
      } else if (copying) {
        copies.add(insn);
      } else if (disturbed == null && isDisturbed(insn, frame)) {
        disturbed = insn;
      }
    }

    private boolean isDisturbed(AbstractInsnNode insn, Frame<BasicValue> after) {
      boolean init = !inits.isEmpty() && inits.get(inits.size() - 1).insn == insn;
      return !init
          && !Instructions.endsBlock(insn.getOpcode())
          && !placesBefore.equals(places(after));
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

  /** The temporaries are in use from one instruction to the next only, so all calls share them. */
  private void rebuild(Init call, int firstTemporary) {
    MethodInsnNode init = call.insn;
    Type[] arguments = Type.getArgumentTypes(init.desc);
    int temporary = firstTemporary;
    InsnList stores = new InsnList();
    InsnList loads = new InsnList();
    for (Type argument : arguments) {
      stores.insert(new VarInsnNode(argument.getOpcode(Opcodes.ISTORE), temporary));
      loads.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), temporary));
      temporary += argument.getSize();
    }
    method.maxLocals = Math.max(method.maxLocals, temporary);
    InsnList code = stores;
    code.add(new TypeInsnNode(Opcodes.NEW, init.owner));
    method.maxStack += call.locals.size();
    for (int i = 0; i < call.copies + call.locals.size(); i++) {
      code.add(new InsnNode(Opcodes.DUP));
    }
    code.add(loads);
    method.instructions.insertBefore(init, code);
    for (int slot : call.locals) {
      method.instructions.insert(init, new VarInsnNode(Opcodes.ASTORE, slot));
    }
  }
}
