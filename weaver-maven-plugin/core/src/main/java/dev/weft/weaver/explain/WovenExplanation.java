package dev.weft.weaver.explain;

import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Variables;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What the code of a woven class still says: the states of its bodies with their lines, and the
 * variables that go into the frame at each. Why one does is told of the compiler's code only.
 */
public final class WovenExplanation {
  private final MethodNode body;
  private final String frame;
  private final Variables variables;
  private final List<String> lines = new ArrayList<>();

  private WovenExplanation(MethodNode body, String frame) {
    this.body = body;
    this.frame = frame;
    variables = new Variables(body);
  }

  /** The text about those bodies of a woven class file whose names are wanted. */
  public static String of(byte[] classFile, Predicate<String> wanted) {
    ClassNode owner = new ClassNode();
    new ClassReader(classFile).accept(owner, ClassReader.SKIP_FRAMES);
    return owner.methods.stream()
        .filter(method -> wanted.test(method.name) && method.instructions.size() > 0)
        .map(method -> of(owner.name, method))
        .collect(Collectors.joining());
  }

  private static String of(String owner, MethodNode method) {
    String frame = frameOf(method.desc);
    if (frame == null || !frame.startsWith(owner + "$") || method.name.endsWith("$resume")) {
      return "";
    }
    return new WovenExplanation(method, frame).text();
  }

  /** The frame class that a body takes as its last argument; null for what is no body. */
  private static @Nullable String frameOf(String descriptor) {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    boolean isBody =
        arguments.length >= 2
            && arguments[arguments.length - 2].getDescriptor().equals(Abi.STRAND_DESC)
            && arguments[arguments.length - 1].getSort() == Type.OBJECT;
    return isBody ? arguments[arguments.length - 1].getInternalName() : null;
  }

  private String text() {
    int line = Instructions.firstLine(body);
    lines.add(source(body.name, body.desc) + (line == 0 ? "" : ", from line " + line));
    lines.add("  frame " + TypeText.of(Type.getObjectType(frame)));
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof MethodInsnNode call) {
        look(call);
      }
    }
    return lines.stream().map(text -> text + "\n").collect(Collectors.joining());
  }

  private void look(MethodInsnNode call) {
    if (call.owner.equals(frame) && call.name.startsWith(Abi.WAY_OUT)) {
      state(call);
    } else if (call.owner.equals(Abi.STRAND) && call.name.equals(Abi.STRAND_AWAIT_TAIL)) {
      lines.add("  return" + place(call) + ": awaits the returned future");
    } else if (isTailCall(call)) {
      String called = source(call.name, call.desc);
      lines.add("  return" + place(call) + ": goes on as " + called + ", keeps nothing");
    }
  }

  private static boolean isTailCall(MethodInsnNode call) {
    AbstractInsnNode next = Instructions.nextReal(call);
    return frameOf(call.desc) != null
        && !call.owner.equals(frameOf(call.desc))
        && next != null
        && (next.getOpcode() == Opcodes.ARETURN || next.getOpcode() == Opcodes.LRETURN);
  }

  /** A body in the terms of its source, which knows neither strand nor frame. */
  private static String source(String name, String descriptor) {
    Type[] all = Type.getArgumentTypes(descriptor);
    Type[] own = Arrays.copyOf(all, all.length - 2);
    return TypeText.method(name, Type.getMethodDescriptor(Type.VOID_TYPE, own));
  }

  /** A body that hasn't started leaves in state -1, when the stack is too deep. */
  private void state(MethodInsnNode wayOut) {
    AbstractInsnNode number = before(wayOut);
    int state = number == null ? Abi.START : constant(number);
    if (number != null && state != Abi.START) {
      lines.add("  state " + state + place(wayOut));
      kept(wayOut, number);
    }
  }

  /** The locals are loaded last, before frame, receiver and strand. */
  private void kept(MethodInsnNode wayOut, AbstractInsnNode number) {
    Type[] arguments = Type.getArgumentTypes(wayOut.desc);
    int behind = (body.access & Opcodes.ACC_STATIC) != 0 ? 2 : 3;
    AbstractInsnNode load = number;
    for (int i = 0; i <= behind && load != null; i++) {
      load = before(load);
    }
    int left = arguments.length - behind - 1;
    Deque<String> names = new ArrayDeque<>();
    while (left > 0 && load instanceof VarInsnNode local) {
      left--;
      names.push(name(local, wayOut) + " (" + TypeText.of(type(local, arguments[left])) + ")");
      load = before(load);
    }
    if (left > 0) {
      lines.add("    operands below the future: " + left);
    }
    names.forEach(name -> lines.add("    keeps " + name));
  }

  private static @Nullable AbstractInsnNode before(AbstractInsnNode insn) {
    return Instructions.realUpTo(insn.getPrevious());
  }

  private String name(VarInsnNode local, AbstractInsnNode at) {
    String name = variables.name(local.var, at);
    return name == null ? "an unnamed local" : name;
  }

  private Type type(VarInsnNode local, Type otherwise) {
    int at = body.instructions.indexOf(local);
    return body.localVariables == null
        ? otherwise
        : body.localVariables.stream()
            .filter(variable -> variable.index == local.var)
            .filter(variable -> body.instructions.indexOf(variable.start) <= at)
            .filter(variable -> at < body.instructions.indexOf(variable.end))
            .map(variable -> Type.getType(variable.desc))
            .findFirst()
            .orElse(otherwise);
  }

  private static int constant(AbstractInsnNode insn) {
    if (insn instanceof IntInsnNode number) {
      return number.operand;
    } else if (insn instanceof LdcInsnNode number && number.cst instanceof Integer value) {
      return value;
    }
    return insn instanceof InsnNode ? insn.getOpcode() - Opcodes.ICONST_0 : -1;
  }

  private static String place(AbstractInsnNode insn) {
    int line = Instructions.line(insn);
    return line == 0 ? "" : ", line " + line;
  }
}
